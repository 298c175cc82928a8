-- How far did a campaign get? The messages that were handed to Z-API in a time, by what became of them: failed, or the
-- furthest status. Put in your times. What failed under Z-API's own id and was sent in the end counts once.

SELECT CASE WHEN m.error IS NOT NULL THEN 'FAILED' ELSE coalesce(m.status, 'NO STATUS YET') END AS outcome,
  count(*) AS messages
FROM whatsapp_message m
WHERE m.delivered_at BETWEEN TIMESTAMP WITH TIME ZONE '2026-03-05 00:00:00+00:00'
                         AND TIMESTAMP WITH TIME ZONE '2026-03-06 00:00:00+00:00'
  AND NOT (m.message_id = m.zaap_id
           AND EXISTS (SELECT 1 FROM whatsapp_message sent
                       WHERE sent.instance_id = m.instance_id AND sent.zaap_id = m.zaap_id
                         AND sent.message_id <> m.message_id))
GROUP BY CASE WHEN m.error IS NOT NULL THEN 'FAILED' ELSE coalesce(m.status, 'NO STATUS YET') END
ORDER BY count(*) DESC, 1
