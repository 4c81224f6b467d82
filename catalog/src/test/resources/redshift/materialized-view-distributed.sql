CREATE MATERIALIZED VIEW "mart"."mv_levels" DISTSTYLE KEY DISTKEY ("level") SORTKEY ("level") AUTO REFRESH NO AS
SELECT level, count(*) AS plays
FROM lake.songplays
GROUP BY level;
