-- A row for each order of the window, with who ordered. An order belongs to the window by when it was placed, which never
-- changes, so that of two windows that touch exactly one has it.
SELECT o.order_id,
       o.status,
       o.ordered_at,
       YEAR(o.ordered_at) AS year,
       MONTH(o.ordered_at) AS month,
       GREATEST(o.updated_at, c.updated_at) AS updated_at,
       c.customer_id,
       c.name AS customer_name,
       c.email AS customer_email,
       c.country AS customer_country,
       c.is_business <> 0 AS customer_is_business
FROM orders AS o
JOIN customers AS c ON c.customer_id = o.customer_id
WHERE o.ordered_at >= :from AND o.ordered_at < :as-of
