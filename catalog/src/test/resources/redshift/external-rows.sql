ALTER TABLE "lake"."events" SET TABLE PROPERTIES ('numRows'='6821');
