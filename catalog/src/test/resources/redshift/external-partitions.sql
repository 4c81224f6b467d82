ALTER TABLE "lake"."events" ADD IF NOT EXISTS
PARTITION ("day"='2018-11-01', "place"='O''Hare') LOCATION 's3://lake/events/day=2018-11-01/place=x/'
PARTITION ("day"='2018-11-02', "place"='C:\\') LOCATION 's3://lake/events/day=2018-11-02/place=x/';
