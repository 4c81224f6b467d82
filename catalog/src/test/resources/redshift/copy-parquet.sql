COPY "mart"."songplays" ("songplay_id", "level")
FROM 's3://lake/mart/plays/run=1/'
IAM_ROLE 'arn:aws:iam::123456789012:role/spectrum'
FORMAT AS PARQUET;
