CREATE OR REPLACE VIEW "mart"."ones" AS
SELECT ';' AS one FROM lake.events -- the first;
WITH NO SCHEMA BINDING;
