-- That a participant of a group received, read or played a message: one row for each, with the first time, on any of
-- the participant's devices. Events that are no such thing change nothing.

INSERT INTO whatsapp_receipt AS r
  (instance_id, chat_id, message_id, participant, status, status_at, first_seen_at)
SELECT
  left(coalesce(e.instance_id, 'unknown'), 128),
  left(e.chat_id, 128),
  left(e.message_id, 256),
  left(coalesce(
    e.participant_lid,
    (SELECT c.lid FROM whatsapp_contact c
     WHERE c.instance_id = left(coalesce(e.instance_id, 'unknown'), 128) AND c.phone = left(e.participant_phone, 128)
     FOR SHARE),
    e.participant_phone,
    e.participant), 128),
  e.status,
  e.occurred_at,
  e.received_at
FROM (VALUES
  (CAST(:#instanceId AS text), CAST(:#chatId AS text), CAST(:#chatKind AS text), CAST(:#messageId AS text),
   CAST(:#participantPhone AS text), CAST(:#participantLid AS text), CAST(:#participantAddress AS text),
   CAST(:#status AS text), CAST(:#occurredAt AS timestamp with time zone),
   CAST(:#receivedAt AS timestamp with time zone))
) AS e (instance_id, chat_id, chat_kind, message_id, participant_phone, participant_lid, participant,
        status, occurred_at, received_at)
WHERE e.status IN ('SENT', 'RECEIVED', 'READ', 'PLAYED')
  AND e.chat_kind <> 'direct'
  AND e.message_id IS NOT NULL
  AND e.participant IS NOT NULL
ON CONFLICT (instance_id, chat_id, message_id, participant, status) DO UPDATE SET
  status_at = least(r.status_at, excluded.status_at),
  first_seen_at = least(r.first_seen_at, excluded.first_seen_at)
WHERE (excluded.status_at, excluded.first_seen_at) <> (r.status_at, r.first_seen_at)
