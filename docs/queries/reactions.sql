-- Which messages of ours got reactions, and which? The most first.

SELECT m.chat_id, m.message_id, m.text, r.emoji, count(*) AS people
FROM whatsapp_reaction r
JOIN whatsapp_message m
  ON m.instance_id = r.instance_id AND m.chat_id = r.chat_id AND m.message_id = r.message_id
WHERE r.emoji IS NOT NULL AND m.direction = 'sent'
GROUP BY m.chat_id, m.message_id, m.text, r.emoji
ORDER BY count(*) DESC, m.message_id, r.emoji
