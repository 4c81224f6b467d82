ANALYZE "mart"."songplays";
