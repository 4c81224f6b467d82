GRANT SELECT ON TABLE "mart"."songplays" TO "a user";
