-- A row for each song. The year 0 says that it is not known.
WITH one AS (
  SELECT song_id, max(struct(title, artist_id, nullif(year, 0) AS year, duration)) AS song
  FROM staging_songs
  GROUP BY song_id
)
SELECT song_id, song.title, song.artist_id, song.year, song.duration
FROM one
