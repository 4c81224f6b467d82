-- A row for each song that somebody played. An event that was delivered twice is one play. A song is known by its title,
-- its artist's name and its length together; where several are alike, the one with the first id is taken.
WITH plays AS (
  SELECT DISTINCT
         sessionId, itemInSession, ts, try_cast(userId AS INT) AS user_id, level, song, artist, length, location, userAgent
  FROM staging_events
  WHERE page = 'NextSong'
),
known AS (
  SELECT title, artist_name, duration, min(struct(song_id, artist_id)) AS song
  FROM staging_songs
  GROUP BY title, artist_name, duration
)
SELECT CAST(plays.sessionId AS BIGINT) * 1000000 + plays.itemInSession AS songplay_id,
       timestamp_millis(plays.ts) AS start_time,
       plays.user_id,
       plays.level,
       known.song.song_id,
       known.song.artist_id,
       plays.sessionId AS session_id,
       plays.location,
       plays.userAgent AS user_agent
FROM plays
LEFT JOIN known ON known.title = plays.song AND known.artist_name = plays.artist AND known.duration = plays.length
