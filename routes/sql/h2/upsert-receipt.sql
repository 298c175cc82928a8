-- That a participant of a group received, read or played a message: one row for each, with the first time, on any of
-- the participant's devices. Events that are no such thing change nothing.

MERGE INTO whatsapp_receipt AS r USING (
  SELECT
    left(coalesce(e.instance_id, 'unknown'), 128),
    left(e.chat_id, 128),
    left(e.message_id, 256),
    left(coalesce(
      e.participant_lid,
      (SELECT c.lid FROM whatsapp_contact c
       WHERE c.instance_id = left(coalesce(e.instance_id, 'unknown'), 128)
         AND c.phone = left(e.participant_phone, 128)),
      e.participant_phone,
      e.participant), 128),
    e.status,
    e.occurred_at,
    e.received_at
  FROM (VALUES
    (CAST(:#instanceId AS varchar), CAST(:#chatId AS varchar), CAST(:#chatKind AS varchar),
     CAST(:#messageId AS varchar),
     CAST(:#participantPhone AS varchar), CAST(:#participantLid AS varchar), CAST(:#participantAddress AS varchar),
     CAST(:#status AS varchar), CAST(:#occurredAt AS timestamp with time zone),
     CAST(:#receivedAt AS timestamp with time zone))
  ) AS e (instance_id, chat_id, chat_kind, message_id, participant_phone, participant_lid, participant,
          status, occurred_at, received_at)
  WHERE e.status IN ('SENT', 'RECEIVED', 'READ', 'PLAYED')
    AND e.chat_kind <> 'direct'
    AND e.message_id IS NOT NULL
    AND e.participant IS NOT NULL
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
