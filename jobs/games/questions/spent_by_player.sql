-- How much each player spent in all, the biggest spender first.
SELECT players.name AS player,
       SUM(CAST(games.purchases AS DECIMAL(12, 2))) AS spent
FROM players_schema.players_data AS players
JOIN players_schema.games_data AS games ON players.game_details = games.id
WHERE games.purchases IS NOT NULL
GROUP BY players.id, players.name
ORDER BY spent DESC, player
