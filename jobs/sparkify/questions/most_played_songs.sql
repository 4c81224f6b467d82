-- The ten songs with the most plays, of those whose song files are there.
SELECT songs.title || ' (' || artists.name || ')' AS song, count(*) AS plays
FROM sparkify.songplays AS songplays
JOIN sparkify.songs AS songs ON songs.song_id = songplays.song_id
JOIN sparkify.artists AS artists ON artists.artist_id = songs.artist_id
GROUP BY songs.song_id, songs.title, artists.name
ORDER BY plays DESC, songs.song_id
LIMIT 10
