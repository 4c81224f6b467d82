-- The products that visits put into their carts, by the month of the first time: bought in that visit, else taken out at
-- the end, else left there.
SELECT CAST(carts.carted_in AS VARCHAR) AS "month",
       count(CASE WHEN carts.bought = 1 THEN 1 END) AS bought,
       count(CASE WHEN carts.bought = 0 AND carts.removed > carts.carted THEN 1 END) AS taken_out,
       count(CASE WHEN carts.bought = 0 AND (carts.removed IS NULL OR carts.removed <= carts.carted) THEN 1 END) AS left_there,
       sum(CASE WHEN carts.bought = 0 THEN carts.price ELSE 0 END) AS price_not_bought
FROM (
    SELECT events.user_session,
           events.product_id,
           min(CASE WHEN events.event_type = 'cart' THEN events.year * 100 + events.month END) AS carted_in,
           max(CASE WHEN events.event_type = 'cart' THEN events.event_time END) AS carted,
           max(CASE WHEN events.event_type = 'remove_from_cart' THEN events.event_time END) AS removed,
           max(CASE WHEN events.event_type = 'purchase' THEN 1 ELSE 0 END) AS bought,
           max(CASE WHEN events.event_type = 'cart' THEN events.price END) AS price
    FROM funnel_lake.events AS events
    WHERE events.user_session IS NOT NULL
    GROUP BY events.user_session, events.product_id
) AS carts
WHERE carts.carted IS NOT NULL
GROUP BY carts.carted_in
ORDER BY carts.carted_in
