MERGE INTO "mart"."users"
USING "relata_staging"
ON "mart"."users"."user_id" = "relata_staging"."user_id" AND "mart"."users"."group" = "relata_staging"."group"
WHEN MATCHED THEN UPDATE SET "level" = "relata_staging"."level", "updated_at" = "relata_staging"."updated_at"
WHEN NOT MATCHED THEN INSERT ("user_id", "group", "level", "updated_at") VALUES ("relata_staging"."user_id", "relata_staging"."group", "relata_staging"."level", "relata_staging"."updated_at");
