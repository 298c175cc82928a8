-- The newest reaction of a person to a message; one that was taken back stays as a row without emoji, so that an older
-- one that comes late is known to be older. Other events change nothing.

INSERT INTO whatsapp_reaction AS r
  (instance_id, chat_id, message_id, person, person_name, emoji, reacted_at, event_id, first_seen_at)
SELECT
  left(coalesce(e.instance_id, 'unknown'), 128),
  left(coalesce(
    e.chat_lid,
    (SELECT c.lid FROM whatsapp_contact c
     WHERE c.instance_id = left(coalesce(e.instance_id, 'unknown'), 128) AND c.phone = left(e.chat_phone, 128)
     FOR SHARE),
    e.chat_id), 128),
  left(e.target_message_id, 256),
  left(coalesce(
    e.sender_lid,
    (SELECT c.lid FROM whatsapp_contact c
     WHERE c.instance_id = left(coalesce(e.instance_id, 'unknown'), 128) AND c.phone = left(e.sender_phone, 128)
     FOR SHARE),
    e.sender_phone,
    e.sender,
    'unknown'), 128),
  e.sender_name,
  e.emoji,
  coalesce(e.reacted_at, e.occurred_at),
  e.event_id,
  e.received_at
FROM (VALUES
  (CAST(:#instanceId AS text), CAST(:#chatId AS text), CAST(:#chatPhone AS text), CAST(:#chatLid AS text),
   CAST(:#targetMessageId AS text), CAST(:#senderPhone AS text), CAST(:#senderLid AS text),
   CAST(:#senderAddress AS text), CAST(:#senderName AS text), CAST(:#emoji AS text),
   CAST(:#reactedAt AS timestamp with time zone), CAST(:#occurredAt AS timestamp with time zone),
   CAST(:#receivedAt AS timestamp with time zone), CAST(:#eventId AS text), CAST(:#eventType AS text))
) AS e (instance_id, chat_id, chat_phone, chat_lid, target_message_id, sender_phone, sender_lid, sender, sender_name,
        emoji, reacted_at, occurred_at, received_at, event_id, event_type)
WHERE e.event_type = 'message.reaction'
  AND e.chat_id IS NOT NULL
  AND e.target_message_id IS NOT NULL
ON CONFLICT (instance_id, chat_id, message_id, person) DO UPDATE SET
  (person_name, emoji, reacted_at, event_id, first_seen_at) = (
  SELECT
    CASE WHEN later THEN excluded.person_name ELSE r.person_name END,
    CASE WHEN later THEN excluded.emoji ELSE r.emoji END,
    CASE WHEN later THEN excluded.reacted_at ELSE r.reacted_at END,
    CASE WHEN later THEN excluded.event_id ELSE r.event_id END,
    least(r.first_seen_at, excluded.first_seen_at)
  FROM (SELECT (excluded.reacted_at, excluded.event_id) > (r.reacted_at, r.event_id) AS later) AS newer)
