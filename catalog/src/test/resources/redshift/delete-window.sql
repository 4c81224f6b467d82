DELETE FROM "mart"."songplays"
WHERE "start_time" >= TIMESTAMP '2018-11-01 21:01:46.796000'
  AND "start_time" < TIMESTAMP '2018-12-01 00:00:00.000000';
