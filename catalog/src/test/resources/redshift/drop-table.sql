DROP TABLE IF EXISTS "mart"."songplays";
