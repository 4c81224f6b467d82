LOCK TABLE "mart"."users";
