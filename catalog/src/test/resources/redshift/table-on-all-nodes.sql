CREATE TABLE IF NOT EXISTS "mart"."time" (
  "start_time" TIMESTAMP NOT NULL,
  "week" SMALLINT,
  "is_weekend" BOOLEAN
) DISTSTYLE ALL INTERLEAVED SORTKEY ("start_time", "week");
