-- The visits of each month in which something was looked at, put into a cart, and bought; months are those of UTC.
SELECT CAST(events.year * 100 + events.month AS VARCHAR) AS "month",
       count(DISTINCT CASE WHEN events.event_type = 'view' THEN events.user_session END) AS viewed,
       count(DISTINCT CASE WHEN events.event_type = 'cart' THEN events.user_session END) AS carted,
       count(DISTINCT CASE WHEN events.event_type = 'purchase' THEN events.user_session END) AS bought
FROM funnel_lake.events AS events
GROUP BY events.year, events.month
ORDER BY events.year, events.month
