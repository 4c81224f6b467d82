REFRESH MATERIALIZED VIEW "mart"."mv_levels";
