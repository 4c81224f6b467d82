CREATE EXTERNAL TABLE "lake"."events" (
  "user" BIGINT,
  "a.val.name" VARCHAR(300),
  "price" DECIMAL(12,2)
)
PARTITIONED BY ("day" DATE, "hour" INTEGER)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat' OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://lake/events/_symlink_format_manifest/';
