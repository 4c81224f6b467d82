CREATE OR REPLACE VIEW "mart"."levels" AS
SELECT level, count(*) AS plays
FROM lake.songplays
GROUP BY level
WITH NO SCHEMA BINDING;
