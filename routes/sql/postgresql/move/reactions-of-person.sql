-- The person's reactions that were written by the number, once more by its LID; merged as in upsert-reaction.sql.

INSERT INTO whatsapp_reaction AS r
  (instance_id, chat_id, message_id, person, person_name, emoji, reacted_at, event_id, first_seen_at)
SELECT instance_id, chat_id, message_id, :#lid, person_name, emoji, reacted_at, event_id, first_seen_at
FROM whatsapp_reaction
WHERE instance_id = :#instanceId AND person = :#phone
ON CONFLICT (instance_id, chat_id, message_id, person) DO UPDATE SET
  (person_name, emoji, reacted_at, event_id, first_seen_at) = (
  SELECT
    CASE WHEN later THEN excluded.person_name ELSE r.person_name END,
    CASE WHEN later THEN excluded.emoji ELSE r.emoji END,
    CASE WHEN later THEN excluded.reacted_at ELSE r.reacted_at END,
    CASE WHEN later THEN excluded.event_id ELSE r.event_id END,
    least(r.first_seen_at, excluded.first_seen_at)
  FROM (SELECT (excluded.reacted_at, excluded.event_id) > (r.reacted_at, r.event_id) AS later) AS newer)
