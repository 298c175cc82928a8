-- How far did a campaign get? The messages that were handed to Z-API in a time, by what became of them: failed, or the
-- furthest status. Put in your times.

SELECT CASE WHEN error IS NOT NULL THEN 'FAILED' ELSE coalesce(status, 'NO STATUS YET') END AS outcome,
  count(*) AS messages
FROM whatsapp_message
WHERE delivered_at BETWEEN TIMESTAMP WITH TIME ZONE '2026-03-05 00:00:00+00:00'
                       AND TIMESTAMP WITH TIME ZONE '2026-03-06 00:00:00+00:00'
GROUP BY CASE WHEN error IS NOT NULL THEN 'FAILED' ELSE coalesce(status, 'NO STATUS YET') END
ORDER BY count(*) DESC, 1
