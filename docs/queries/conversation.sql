-- What was said with one person, oldest first, whatever address the messages bore? Put in the phone number.

SELECT m.sent_at, m.direction, m.sender_name, m.kind, m.text, m.media_url, m.status, m.edited_at, m.deleted_at
FROM whatsapp_message m
WHERE m.chat_id = '5511987650001'
  OR EXISTS (SELECT 1 FROM whatsapp_contact c
             WHERE c.instance_id = m.instance_id AND c.lid = m.chat_id AND c.phone = '5511987650001')
ORDER BY m.sent_at, m.message_id
