CREATE MATERIALIZED VIEW "mart"."mv_levels" AUTO REFRESH NO AS
SELECT level, count(*) AS plays
FROM lake.songplays
GROUP BY level;
