-- Which messages could Z-API not send, and why? The newest first. An error may come with Z-API's own id as message id; when
-- that was sent in the end, the message has a row of its own.

SELECT m.delivered_at AS failed_at, m.instance_id, m.chat_id, m.message_id, m.zaap_id, m.error, m.error_code
FROM whatsapp_message m
WHERE m.error IS NOT NULL
  AND NOT (m.message_id = m.zaap_id
           AND EXISTS (SELECT 1 FROM whatsapp_message sent
                       WHERE sent.instance_id = m.instance_id AND sent.zaap_id = m.zaap_id
                         AND sent.message_id <> m.message_id))
ORDER BY m.delivered_at DESC
