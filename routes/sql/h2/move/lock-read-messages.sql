-- Nobody else counts the readers of the messages that this number has a receipt of, until this transaction has.

UPDATE whatsapp_message AS m SET read_count = read_count
WHERE EXISTS (
  SELECT 1 FROM whatsapp_receipt r
  WHERE r.instance_id = :#instanceId AND r.participant = :#phone
    AND m.instance_id = r.instance_id AND m.chat_id = r.chat_id AND m.message_id = r.message_id)
