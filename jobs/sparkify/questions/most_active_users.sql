-- The ten users with the most plays.
SELECT users.first_name || ' ' || users.last_name || ' (' || CAST(users.user_id AS VARCHAR) || ')' AS "user",
       count(*) AS plays
FROM sparkify.songplays AS songplays
JOIN sparkify.users AS users ON users.user_id = songplays.user_id
GROUP BY users.user_id, users.first_name, users.last_name
ORDER BY plays DESC, users.user_id
LIMIT 10
