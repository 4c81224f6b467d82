-- How much each player spent in all.
SELECT players.id AS Id,
       players.name AS Name,
       '$' || CAST(SUM(CAST(games.purchases AS DECIMAL(12, 2))) AS VARCHAR) AS Purchases
FROM players_schema.players_data AS players
JOIN players_schema.games_data AS games ON players.game_details = games.id
WHERE games.purchases IS NOT NULL
GROUP BY players.id, players.name
