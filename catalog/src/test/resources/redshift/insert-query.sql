INSERT INTO "mart"."levels" ("level", "plays")
SELECT level, count(*) AS plays
FROM lake.songplays
GROUP BY level;
