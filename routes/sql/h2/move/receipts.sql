-- The receipts that were written by the number, once more by its LID.

MERGE INTO whatsapp_receipt AS r USING (
  SELECT instance_id, chat_id, message_id, CAST(:#lid AS varchar), status, status_at, first_seen_at
  FROM whatsapp_receipt
  WHERE instance_id = :#instanceId AND participant = :#phone
) AS new
  (instance_id, chat_id, message_id, participant, status, status_at, first_seen_at)
ON r.instance_id = new.instance_id
  AND r.chat_id = new.chat_id
  AND r.message_id = new.message_id
  AND r.participant = new.participant
  AND r.status = new.status
WHEN MATCHED AND (new.status_at, new.first_seen_at) <> (r.status_at, r.first_seen_at) THEN UPDATE SET
  status_at = least(r.status_at, new.status_at) IGNORE NULLS,
  first_seen_at = least(r.first_seen_at, new.first_seen_at) IGNORE NULLS
WHEN NOT MATCHED THEN INSERT
  (instance_id, chat_id, message_id, participant, status, status_at, first_seen_at)
VALUES
  (new.instance_id, new.chat_id, new.message_id, new.participant, new.status, new.status_at, new.first_seen_at)
