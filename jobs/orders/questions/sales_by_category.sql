-- What businesses and people paid for goods of each category.
SELECT coalesce(l.product_category, 'none') AS category,
       sum(CASE WHEN o.customer_is_business <> 0 THEN l.amount ELSE 0 END) AS businesses,
       sum(CASE WHEN o.customer_is_business <> 0 THEN 0 ELSE l.amount END) AS people
FROM orders.customer_orders AS o
JOIN orders.order_products AS l ON l.order_id = o.order_id
WHERE o.status NOT IN ('returned', 'cancelled')
GROUP BY coalesce(l.product_category, 'none')
ORDER BY category
