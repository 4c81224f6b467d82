CREATE EXTERNAL TABLE "lake"."events" (
  "user" BIGINT,
  "a.val.name" VARCHAR(300),
  "price" DECIMAL(12,2)
)
STORED AS PARQUET
LOCATION 's3://lake/mart/plays/run=1/'
TABLE PROPERTIES ('numRows'='6820');
