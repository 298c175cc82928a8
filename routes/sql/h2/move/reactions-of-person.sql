-- The person's reactions that were written by the number, once more by its LID; merged as in upsert-reaction.sql.

MERGE INTO whatsapp_reaction AS r USING (
  SELECT n.*,
    (n.reacted_at, n.event_id) > (stored.reacted_at, stored.event_id) AS later
  FROM (
    SELECT instance_id, chat_id, message_id, CAST(:#lid AS varchar), person_name, emoji, reacted_at, event_id,
    first_seen_at
    FROM whatsapp_reaction
    WHERE instance_id = :#instanceId AND person = :#phone
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
