-- Who played songs, as they were when they last did.
WITH latest AS (
  SELECT max(struct(ts, sessionId, itemInSession, firstName, lastName, gender, level)) AS event,
         try_cast(userId AS INT) AS user_id
  FROM staging_events
  WHERE page = 'NextSong' AND try_cast(userId AS INT) IS NOT NULL
  GROUP BY try_cast(userId AS INT)
)
SELECT user_id,
       event.firstName AS first_name,
       event.lastName AS last_name,
       event.gender,
       event.level
FROM latest
