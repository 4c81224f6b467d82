CREATE TABLE IF NOT EXISTS "mart"."songplays" (
  "songplay_id" BIGINT NOT NULL,
  "start_time" TIMESTAMP NOT NULL,
  "user_id" INTEGER NOT NULL,
  "level" VARCHAR(16) ENCODE BYTEDICT,
  "song_id" VARCHAR(36) ENCODE ZSTD,
  "user_agent" VARCHAR(288),
  PRIMARY KEY ("songplay_id"),
  FOREIGN KEY ("user_id") REFERENCES "mart"."users" ("user_id"),
  UNIQUE ("start_time", "user_id")
) DISTSTYLE KEY DISTKEY ("song_id") COMPOUND SORTKEY ("start_time", "user_id");
