-- The receipts that were written by the number, once more by its LID.

INSERT INTO whatsapp_receipt AS r
  (instance_id, chat_id, message_id, participant, status, status_at, first_seen_at)
SELECT instance_id, chat_id, message_id, :#lid, status, status_at, first_seen_at
FROM whatsapp_receipt
WHERE instance_id = :#instanceId AND participant = :#phone
ON CONFLICT (instance_id, chat_id, message_id, participant, status) DO UPDATE SET
  status_at = least(r.status_at, excluded.status_at),
  first_seen_at = least(r.first_seen_at, excluded.first_seen_at)
WHERE (excluded.status_at, excluded.first_seen_at) <> (r.status_at, r.first_seen_at)
