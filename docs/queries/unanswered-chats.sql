-- Which chats wait for an answer? Those with one person whose last message is theirs, the longest wait first.

SELECT instance_id, chat_id, chat_phone, sender_name, text, sent_at
FROM (
  SELECT m.*, row_number() OVER (PARTITION BY instance_id, chat_id ORDER BY sent_at DESC, message_id DESC) AS newest
  FROM whatsapp_message m
  WHERE chat_kind = 'direct' AND sent_at IS NOT NULL AND deleted_at IS NULL
) AS last_message
WHERE newest = 1 AND direction = 'received'
ORDER BY sent_at
