-- Which messages could Z-API not send, and why? The newest first.

SELECT delivered_at AS failed_at, instance_id, chat_id, message_id, zaap_id, error, error_code
FROM whatsapp_message
WHERE error IS NOT NULL
ORDER BY delivered_at DESC
