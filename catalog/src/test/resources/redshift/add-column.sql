ALTER TABLE "mart"."songplays" ADD COLUMN "device" VARCHAR(64);
