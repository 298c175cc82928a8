-- A person who had read a message by number and by LID is one reader.

UPDATE whatsapp_message AS m
SET read_count = (
  SELECT count(DISTINCT r.participant) FROM whatsapp_receipt r
  WHERE r.instance_id = m.instance_id AND r.chat_id = m.chat_id AND r.message_id = m.message_id
    AND r.status IN ('READ', 'PLAYED'))
WHERE EXISTS (
  SELECT 1 FROM whatsapp_receipt r
  WHERE r.instance_id = :#instanceId AND r.participant = :#lid
    AND m.instance_id = r.instance_id AND m.chat_id = r.chat_id AND m.message_id = r.message_id)
