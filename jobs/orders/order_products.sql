-- A row for each line of the window's orders, with what was ordered.
SELECT l.order_id,
       l.line,
       o.ordered_at,
       YEAR(o.ordered_at) AS year,
       MONTH(o.ordered_at) AS month,
       GREATEST(l.updated_at, p.updated_at) AS updated_at,
       l.quantity,
       l.unit_price,
       l.quantity * l.unit_price AS amount,
       p.product_id,
       p.name AS product_name,
       p.category AS product_category
FROM order_lines AS l
JOIN orders AS o ON o.order_id = l.order_id
JOIN products AS p ON p.product_id = l.product_id
WHERE o.ordered_at >= :from AND o.ordered_at < :as-of
