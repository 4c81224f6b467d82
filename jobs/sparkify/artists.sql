-- A row for each artist, as the newest of the artist's songs tells it.
WITH one AS (
  SELECT artist_id,
         max(struct(year, song_id, artist_name, artist_location, artist_latitude, artist_longitude)) AS song
  FROM staging_songs
  GROUP BY artist_id
)
SELECT artist_id,
       song.artist_name AS name,
       nullif(song.artist_location, '') AS location,
       song.artist_latitude AS latitude,
       song.artist_longitude AS longitude
FROM one
