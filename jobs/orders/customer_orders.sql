-- A row for each order that was placed before :as-of and has anything to do with the time from :from on: it was placed
-- then, or it or its customer was changed. What was changed since :as-of is as it is now.
SELECT CAST(o.order_id AS SIGNED) AS order_id, -- unsigned it would be a decimal
       o.status,
       o.ordered_at,
       GREATEST(o.updated_at, c.updated_at) AS updated_at,
       c.customer_id,
       c.name AS customer_name,
       c.email AS customer_email,
       c.country AS customer_country,
       CAST(c.is_business AS SIGNED) AS customer_is_business, -- Spectrum and Athena have no type of one byte
       YEAR(o.ordered_at) AS year,
       MONTH(o.ordered_at) AS month
FROM ( -- each by an index, which one condition with OR would not use
    SELECT order_id FROM orders WHERE ordered_at >= :from
    UNION
    SELECT order_id FROM orders WHERE updated_at >= :from
    UNION
    SELECT o.order_id FROM customers AS c JOIN orders AS o ON o.customer_id = c.customer_id WHERE c.updated_at >= :from
) AS touched
JOIN orders AS o ON o.order_id = touched.order_id
JOIN customers AS c ON c.customer_id = o.customer_id
WHERE o.ordered_at < :as-of
