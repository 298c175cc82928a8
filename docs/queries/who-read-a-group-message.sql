-- Who has read a message of a group, and when first? With the phone number where it is known. Put in the message id.
-- Of a Brazilian number the form that is dialled, with the ninth digit, is the greater one.

SELECT r.participant, max(CASE WHEN c.phone || '@lid' <> r.participant THEN c.phone END) AS phone,
  min(r.status_at) AS read_at
FROM whatsapp_message m
JOIN whatsapp_receipt r ON r.instance_id = m.instance_id AND r.chat_id = m.chat_id AND r.message_id = m.message_id
LEFT JOIN whatsapp_contact c ON c.instance_id = r.instance_id AND (c.lid = r.participant OR c.phone = r.participant)
WHERE m.message_id = '3EB0XXXXXXXXXXXXXXXX' AND r.status IN ('READ', 'PLAYED')
GROUP BY r.participant
ORDER BY min(r.status_at)
