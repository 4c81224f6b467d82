COPY "mart"."staging_songs" ("song_id")
FROM 's3://raw/songs.manifest'
IAM_ROLE 'arn:aws:iam::123456789012:role/spectrum'
FORMAT AS JSON 'auto ignorecase' MANIFEST;
