-- How many messages came and went per day and instance?

SELECT
  CAST(m.sent_at AS date) AS "day",
  coalesce(i.instance_name, m.instance_id) AS instance,
  count(CASE WHEN m.direction = 'received' THEN 1 END) AS received,
  count(CASE WHEN m.direction = 'sent' THEN 1 END) AS sent
FROM whatsapp_message m
LEFT JOIN whatsapp_instance i ON i.instance_id = m.instance_id
WHERE m.sent_at IS NOT NULL
GROUP BY CAST(m.sent_at AS date), coalesce(i.instance_name, m.instance_id)
ORDER BY CAST(m.sent_at AS date), coalesce(i.instance_name, m.instance_id)
