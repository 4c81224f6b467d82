ALTER TABLE "mart"."songplays" ALTER COLUMN "user_agent" TYPE VARCHAR(512);
