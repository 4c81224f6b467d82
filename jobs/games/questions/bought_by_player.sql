-- What each player bought, a row for each purchase.
SELECT id, name, purchased_item, purchases
FROM mv_players_purchases
ORDER BY id, purchased_item
