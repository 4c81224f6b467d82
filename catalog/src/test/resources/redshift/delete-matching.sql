DELETE FROM "mart"."users"
USING "relata_staging"
WHERE "mart"."users"."user_id" = "relata_staging"."user_id" AND "mart"."users"."group" = "relata_staging"."group";
