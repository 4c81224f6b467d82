-- Plays by the level that the user had then, women's and men's.
SELECT songplays.level,
       sum(CASE WHEN users.gender = 'F' THEN 1 ELSE 0 END) AS women,
       sum(CASE WHEN users.gender = 'M' THEN 1 ELSE 0 END) AS men
FROM sparkify.songplays AS songplays
JOIN sparkify.users AS users ON users.user_id = songplays.user_id
GROUP BY songplays.level
ORDER BY songplays.level
