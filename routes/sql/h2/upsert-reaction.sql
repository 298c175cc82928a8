-- The newest reaction of a person to a message; one that was taken back stays as a row without emoji, so that an older
-- one that comes late is known to be older. Other events change nothing.

MERGE INTO whatsapp_reaction AS r USING (
  SELECT n.*,
    (n.reacted_at, n.event_id) > (stored.reacted_at, stored.event_id) AS later
  FROM (
    SELECT
      left(coalesce(e.instance_id, 'unknown'), 128),
      left(coalesce(
        e.chat_lid,
        (SELECT c.lid FROM whatsapp_contact c
         WHERE c.instance_id = left(coalesce(e.instance_id, 'unknown'), 128) AND c.phone = left(e.chat_phone, 128)),
        e.chat_id), 128),
      left(e.target_message_id, 256),
      left(coalesce(
        e.sender_lid,
        (SELECT c.lid FROM whatsapp_contact c
         WHERE c.instance_id = left(coalesce(e.instance_id, 'unknown'), 128) AND c.phone = left(e.sender_phone, 128)),
        e.sender_phone,
        e.sender,
        'unknown'), 128),
      e.sender_name,
      e.emoji,
      coalesce(e.reacted_at, e.occurred_at),
      e.event_id,
      e.received_at
    FROM (VALUES
      (CAST(:#instanceId AS varchar), CAST(:#chatId AS varchar), CAST(:#chatPhone AS varchar),
       CAST(:#chatLid AS varchar),
       CAST(:#targetMessageId AS varchar), CAST(:#senderPhone AS varchar), CAST(:#senderLid AS varchar),
       CAST(:#senderAddress AS varchar), CAST(:#senderName AS varchar), CAST(:#emoji AS varchar),
       CAST(:#reactedAt AS timestamp with time zone), CAST(:#occurredAt AS timestamp with time zone),
       CAST(:#receivedAt AS timestamp with time zone), CAST(:#eventId AS varchar), CAST(:#eventType AS varchar))
    ) AS e (instance_id, chat_id, chat_phone, chat_lid, target_message_id, sender_phone, sender_lid, sender,
    sender_name,
            emoji, reacted_at, occurred_at, received_at, event_id, event_type)
    WHERE e.event_type = 'message.reaction'
      AND e.chat_id IS NOT NULL
      AND e.target_message_id IS NOT NULL
  ) AS n
    (instance_id, chat_id, message_id, person, person_name, emoji, reacted_at, event_id, first_seen_at)
  LEFT JOIN whatsapp_reaction AS stored
    ON stored.instance_id = n.instance_id
    AND stored.chat_id = n.chat_id
    AND stored.message_id = n.message_id
    AND stored.person = n.person
) AS new
ON r.instance_id = new.instance_id
  AND r.chat_id = new.chat_id
  AND r.message_id = new.message_id
  AND r.person = new.person
WHEN MATCHED THEN UPDATE SET
  person_name = CASE WHEN new.later THEN new.person_name ELSE r.person_name END,
  emoji = CASE WHEN new.later THEN new.emoji ELSE r.emoji END,
  reacted_at = CASE WHEN new.later THEN new.reacted_at ELSE r.reacted_at END,
  event_id = CASE WHEN new.later THEN new.event_id ELSE r.event_id END,
  first_seen_at = least(r.first_seen_at, new.first_seen_at) IGNORE NULLS
WHEN NOT MATCHED THEN INSERT
  (instance_id, chat_id, message_id, person, person_name, emoji, reacted_at, event_id, first_seen_at)
VALUES
  (new.instance_id, new.chat_id, new.message_id, new.person, new.person_name, new.emoji, new.reacted_at,
   new.event_id, new.first_seen_at)
