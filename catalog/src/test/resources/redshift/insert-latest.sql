INSERT INTO "mart"."users" ("user_id", "group", "level", "row_of_key", "updated_at")
SELECT "user_id", "group", "level", "row_of_key", "updated_at"
FROM (
  SELECT "user_id", "group", "level", "row_of_key", "updated_at", ROW_NUMBER() OVER (PARTITION BY "user_id", "group" ORDER BY "updated_at" DESC, "level" DESC) AS "row_of_key_"
  FROM "relata_staging"
) AS latest
WHERE "row_of_key_" = 1 OR "user_id" IS NULL OR "group" IS NULL;
