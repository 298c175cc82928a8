-- How many have read a group's message. upsert-message.sql has locked its row, so nobody else counts at the same time.

UPDATE whatsapp_message AS m
SET read_count = (
  SELECT count(DISTINCT r.participant) FROM whatsapp_receipt r
  WHERE r.instance_id = m.instance_id AND r.chat_id = m.chat_id AND r.message_id = m.message_id
    AND r.status IN ('READ', 'PLAYED'))
WHERE m.instance_id = left(coalesce(CAST(:#instanceId AS text), 'unknown'), 128)
  AND m.chat_id = left(CAST(:#chatId AS text), 128)
  AND m.message_id = left(CAST(:#messageId AS text), 256)
  AND CAST(:#chatKind AS text) <> 'direct'
  AND CAST(:#status AS text) IN ('READ', 'PLAYED')
  AND CAST(:#participantAddress AS text) IS NOT NULL
