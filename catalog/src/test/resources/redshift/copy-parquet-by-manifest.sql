COPY "mart"."songplays" ("songplay_id")
FROM 's3://lake/mart/plays/run-1.manifest'
IAM_ROLE default
FORMAT AS PARQUET MANIFEST;
