-- Which numbers are not connected now, since when, for how many minutes, and what was their last error?

SELECT instance_id, instance_name, phone, changed_at AS down_since,
  CAST(floor(extract(EPOCH FROM CURRENT_TIMESTAMP - changed_at) / 60) AS bigint) AS minutes, last_error
FROM whatsapp_instance
WHERE NOT connected
ORDER BY changed_at
