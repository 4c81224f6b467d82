-- A row for each line of an order that was placed before :as-of and has anything to do with the time from :from on: its
-- order was placed or changed then, or it or its product was changed. What was changed since :as-of is as it is now.
SELECT CAST(l.order_id AS SIGNED) AS order_id, -- unsigned it would be a decimal
       l.line,
       o.ordered_at,
       GREATEST(l.updated_at, o.updated_at, p.updated_at) AS updated_at,
       l.quantity,
       l.unit_price,
       l.quantity * l.unit_price AS amount,
       p.product_id,
       p.name AS product_name,
       p.category AS product_category,
       YEAR(o.ordered_at) AS year,
       MONTH(o.ordered_at) AS month
FROM ( -- each by an index, which one condition with OR would not use
    SELECT l.order_id, l.line FROM orders AS o JOIN order_lines AS l ON l.order_id = o.order_id WHERE o.ordered_at >= :from
    UNION
    SELECT l.order_id, l.line FROM orders AS o JOIN order_lines AS l ON l.order_id = o.order_id WHERE o.updated_at >= :from
    UNION
    SELECT order_id, line FROM order_lines WHERE updated_at >= :from
    UNION
    SELECT l.order_id, l.line FROM products AS p JOIN order_lines AS l ON l.product_id = p.product_id WHERE p.updated_at >= :from
) AS touched
JOIN order_lines AS l ON l.order_id = touched.order_id AND l.line = touched.line
JOIN orders AS o ON o.order_id = l.order_id
JOIN products AS p ON p.product_id = l.product_id
WHERE o.ordered_at < :as-of
