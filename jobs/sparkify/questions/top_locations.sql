-- The ten places with the most plays.
SELECT location, count(*) AS plays
FROM sparkify.songplays
GROUP BY location
ORDER BY plays DESC, location
LIMIT 10
