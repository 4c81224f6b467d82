DROP TABLE "relata_staging";
