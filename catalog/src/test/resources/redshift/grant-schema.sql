GRANT USAGE ON SCHEMA "lake" TO ROLE "analysts";
