COPY "mart"."staging_events" ("artist", "ts")
FROM 's3://raw/log_data/'
IAM_ROLE 'arn:aws:iam::123456789012:role/spectrum'
FORMAT AS JSON 's3://raw/log_json_path.json'
TIMEFORMAT 'epochmillisecs'
REGION 'us-west-2'
TRUNCATECOLUMNS
BLANKSASNULL
EMPTYASNULL
ACCEPTINVCHARS
COMPUPDATE OFF
STATUPDATE ON
MAXERROR 5;
