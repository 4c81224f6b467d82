-- Plays by the hour of the day, in UTC.
SELECT moments.hour, count(*) AS plays
FROM sparkify.songplays AS songplays
JOIN sparkify.time AS moments ON moments.start_time = songplays.start_time
GROUP BY moments.hour
ORDER BY moments.hour
