DELETE FROM "relata_staging"
USING "mart"."users"
WHERE "relata_staging"."user_id" = "mart"."users"."user_id" AND "relata_staging"."group" = "mart"."users"."group"
  AND "mart"."users"."updated_at" > "relata_staging"."updated_at";
