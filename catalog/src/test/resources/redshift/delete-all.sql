DELETE FROM "mart"."songplays";
