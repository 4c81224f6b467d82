-- What the warehouse's customers bought by the lake's events, by country; who is no customer yet counts as unknown.
SELECT coalesce(customers.country, 'unknown') AS country,
       count(DISTINCT events.user_id) AS buyers,
       count(*) AS purchases,
       sum(events.price) AS spent
FROM funnel_lake.events AS events
LEFT JOIN funnel.customers AS customers ON customers.customer_id = events.user_id
WHERE events.event_type = 'purchase'
GROUP BY coalesce(customers.country, 'unknown')
ORDER BY spent DESC, country
