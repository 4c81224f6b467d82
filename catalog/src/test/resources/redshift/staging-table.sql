CREATE TEMP TABLE "relata_staging" (LIKE "mart"."songplays");
