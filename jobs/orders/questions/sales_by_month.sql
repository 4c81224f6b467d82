-- What was ordered each month and not returned or cancelled; months are those of UTC.
SELECT CAST(o.year * 100 + o.month AS VARCHAR) AS "month",
       count(DISTINCT o.order_id) AS orders,
       sum(l.amount) AS amount
FROM orders.customer_orders AS o
JOIN orders.order_products AS l ON l.order_id = o.order_id
WHERE o.status NOT IN ('returned', 'cancelled')
GROUP BY o.year, o.month
ORDER BY o.year, o.month
