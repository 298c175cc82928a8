-- The messages of the chat that were written by the number, once more by its LID; merged as in upsert-message.sql.

INSERT INTO whatsapp_message AS m
  (instance_id, chat_id, message_id, chat_kind, chat_phone, chat_name, direction, sender_phone, sender_lid, sender_name,
   from_api, kind, text, media_url, reply_to, sent_at, event_id, edited_at, edit_event_id, media_edited_at, deleted_at,
   status, status_at, read_by_me_at, zaap_id, error, error_code, delivered_at, delivery_event_id, first_seen_at)
SELECT
   instance_id, :#lid, message_id, chat_kind, chat_phone, chat_name, direction, sender_phone, sender_lid, sender_name,
   from_api, kind, text, media_url, reply_to, sent_at, event_id, edited_at, edit_event_id, media_edited_at, deleted_at,
   status, status_at, read_by_me_at, zaap_id, error, error_code, delivered_at, delivery_event_id, first_seen_at
FROM whatsapp_message
WHERE instance_id = :#instanceId AND chat_id = :#phone
ON CONFLICT (instance_id, chat_id, message_id) DO UPDATE SET
  (chat_kind, chat_phone, chat_name, direction, sender_phone, sender_lid, sender_name,
   from_api, kind, text, media_url, reply_to, sent_at, event_id, edited_at, edit_event_id, media_edited_at, deleted_at,
   status, status_at, read_by_me_at, zaap_id, error, error_code, delivered_at, delivery_event_id, first_seen_at) = (
  SELECT
    CASE WHEN message THEN excluded.chat_kind WHEN m.event_id IS NOT NULL THEN m.chat_kind
         ELSE least(m.chat_kind, excluded.chat_kind) END,
    least(m.chat_phone, excluded.chat_phone),
    CASE WHEN message THEN excluded.chat_name ELSE m.chat_name END,
    CASE WHEN message OR m.direction IS NULL THEN excluded.direction ELSE m.direction END,
    CASE WHEN message THEN excluded.sender_phone ELSE m.sender_phone END,
    CASE WHEN message THEN excluded.sender_lid ELSE m.sender_lid END,
    CASE WHEN message THEN excluded.sender_name ELSE m.sender_name END,
    CASE WHEN message THEN excluded.from_api ELSE m.from_api END,
    CASE WHEN message OR m.event_id IS NULL AND edit THEN excluded.kind ELSE m.kind END,
    CASE WHEN edit OR m.edited_at IS NULL AND message THEN excluded.text ELSE m.text END,
    CASE WHEN media OR m.media_edited_at IS NULL AND message THEN excluded.media_url ELSE m.media_url END,
    CASE WHEN message THEN excluded.reply_to ELSE m.reply_to END,
    CASE WHEN message THEN excluded.sent_at ELSE m.sent_at END,
    CASE WHEN message THEN excluded.event_id ELSE m.event_id END,
    CASE WHEN edit THEN excluded.edited_at ELSE m.edited_at END,
    CASE WHEN edit THEN excluded.edit_event_id ELSE m.edit_event_id END,
    CASE WHEN media THEN excluded.media_edited_at ELSE m.media_edited_at END,
    least(m.deleted_at, excluded.deleted_at),
    CASE WHEN further > 0 THEN excluded.status ELSE m.status END,
    CASE WHEN further > 0 THEN excluded.status_at WHEN further = 0 THEN least(m.status_at, excluded.status_at)
         ELSE m.status_at END,
    least(m.read_by_me_at, excluded.read_by_me_at),
    CASE WHEN delivery THEN excluded.zaap_id ELSE m.zaap_id END,
    CASE WHEN delivery THEN excluded.error ELSE m.error END,
    CASE WHEN delivery THEN excluded.error_code ELSE m.error_code END,
    CASE WHEN delivery THEN excluded.delivered_at ELSE m.delivered_at END,
    CASE WHEN delivery THEN excluded.delivery_event_id ELSE m.delivery_event_id END,
    least(m.first_seen_at, excluded.first_seen_at)
  FROM (SELECT
    -- A message that could be decrypted wins over its placeholder, and one that is understood over one that is not; of
    -- copies, the first.
    excluded.event_id IS NOT NULL AND (m.event_id IS NULL
      OR (CASE m.kind WHEN 'waiting' THEN 0 WHEN 'unrecognised' THEN 1 ELSE 2 END, excluded.sent_at, excluded.event_id)
       < (CASE excluded.kind WHEN 'waiting' THEN 0 WHEN 'unrecognised' THEN 1 ELSE 2 END, m.sent_at, m.event_id))
      AS message,
    excluded.edited_at IS NOT NULL AND (m.edited_at IS NULL
      OR (excluded.edited_at, excluded.edit_event_id) > (m.edited_at, m.edit_event_id)) AS edit,
    -- An edit without a file leaves the file of the message, or of the edit before.
    excluded.media_edited_at IS NOT NULL AND (m.media_edited_at IS NULL
      OR (excluded.media_edited_at, excluded.media_url) > (m.media_edited_at, m.media_url)) AS media,
    coalesce(position(excluded.status IN 'SENT RECEIVED READ PLAYED'), 0)
      - coalesce(position(m.status IN 'SENT RECEIVED READ PLAYED'), 0) AS further,
    excluded.delivered_at IS NOT NULL AND (m.delivered_at IS NULL
      OR (excluded.delivered_at, excluded.delivery_event_id) > (m.delivered_at, m.delivery_event_id)) AS delivery
  ) AS newer)
