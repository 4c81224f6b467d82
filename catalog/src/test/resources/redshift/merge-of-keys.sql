MERGE INTO "mart"."users"
USING "relata_staging"
ON "mart"."users"."user_id" = "relata_staging"."user_id" AND "mart"."users"."group" = "relata_staging"."group"
WHEN MATCHED THEN UPDATE SET "user_id" = "relata_staging"."user_id", "group" = "relata_staging"."group"
WHEN NOT MATCHED THEN INSERT ("user_id", "group") VALUES ("relata_staging"."user_id", "relata_staging"."group");
