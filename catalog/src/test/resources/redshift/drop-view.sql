DROP VIEW IF EXISTS "mart"."v";
