-- Which messages that we sent to one person were not read within an hour? The oldest first.

SELECT coalesce(sent_at, delivered_at) AS sent_at, instance_id, chat_id, chat_phone, text, status
FROM whatsapp_message
WHERE direction = 'sent' AND chat_kind = 'direct' AND error IS NULL AND deleted_at IS NULL
  AND coalesce(status, 'SENT') IN ('SENT', 'RECEIVED')
  AND coalesce(sent_at, delivered_at) < CURRENT_TIMESTAMP - INTERVAL '1' HOUR
ORDER BY 1
