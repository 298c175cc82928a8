-- Who has read a message of a group, and when first? With the phone number where it is known. Put in the message id.

SELECT r.participant, min(c.phone) AS phone, min(r.status_at) AS read_at
FROM whatsapp_receipt r
LEFT JOIN whatsapp_contact c ON c.instance_id = r.instance_id AND (c.lid = r.participant OR c.phone = r.participant)
WHERE r.message_id = '3EB0XXXXXXXXXXXXXXXX' AND r.status IN ('READ', 'PLAYED')
GROUP BY r.participant
ORDER BY min(r.status_at)
