-- The ten artists with the most plays, by the names in the events: most songs have no song file.
SELECT artist, count(*) AS plays
FROM sparkify.staging_events
WHERE page = 'NextSong'
GROUP BY artist
ORDER BY plays DESC, artist
LIMIT 10
