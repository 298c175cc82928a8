-- The messages of the chat that were written by the number, once more by its LID; merged as in upsert-message.sql.

MERGE INTO whatsapp_message AS m USING (
  SELECT n.*,
    -- A message that could be decrypted wins over its placeholder, and one that is understood over one that is not; of
    -- copies, the first.
    n.event_id IS NOT NULL AND (stored.event_id IS NULL
      OR (CASE stored.kind WHEN 'waiting' THEN 0 WHEN 'unrecognised' THEN 1 ELSE 2 END, n.sent_at, n.event_id)
       < (CASE n.kind WHEN 'waiting' THEN 0 WHEN 'unrecognised' THEN 1 ELSE 2 END, stored.sent_at, stored.event_id))
      AS message,
    n.edited_at IS NOT NULL AND (stored.edited_at IS NULL
      OR (n.edited_at, n.edit_event_id) > (stored.edited_at, stored.edit_event_id)) AS edit,
    -- An edit without a file leaves the file of the message, or of the edit before.
    n.media_edited_at IS NOT NULL AND (stored.media_edited_at IS NULL
      OR (n.media_edited_at, n.media_url) > (stored.media_edited_at, stored.media_url)) AS media,
    coalesce(position(n.status IN 'SENT RECEIVED READ PLAYED'), 0)
      - coalesce(position(stored.status IN 'SENT RECEIVED READ PLAYED'), 0) AS further,
    n.delivered_at IS NOT NULL AND (stored.delivered_at IS NULL
      OR (n.delivered_at, n.delivery_event_id) > (stored.delivered_at, stored.delivery_event_id)) AS delivery
  FROM (
    SELECT
       instance_id, CAST(:#lid AS varchar), message_id, chat_kind, chat_phone, chat_name, direction, sender_phone,
       sender_lid, sender_name,
       from_api, kind, text, media_url, reply_to, sent_at, event_id, edited_at, edit_event_id, media_edited_at,
       deleted_at,
       status, status_at, read_by_me_at, zaap_id, error, error_code, delivered_at, delivery_event_id, first_seen_at
    FROM whatsapp_message
    WHERE instance_id = :#instanceId AND chat_id = :#phone
  ) AS n
    (instance_id, chat_id, message_id, chat_kind, chat_phone, chat_name, direction, sender_phone, sender_lid,
     sender_name,
     from_api, kind, text, media_url, reply_to, sent_at, event_id, edited_at, edit_event_id, media_edited_at,
     deleted_at,
     status, status_at, read_by_me_at, zaap_id, error, error_code, delivered_at, delivery_event_id, first_seen_at)
  LEFT JOIN whatsapp_message AS stored
    ON stored.instance_id = n.instance_id AND stored.chat_id = n.chat_id AND stored.message_id = n.message_id
) AS new
ON m.instance_id = new.instance_id AND m.chat_id = new.chat_id AND m.message_id = new.message_id
WHEN MATCHED THEN UPDATE SET
  chat_kind = CASE WHEN new.message THEN new.chat_kind WHEN m.event_id IS NOT NULL THEN m.chat_kind
         ELSE least(m.chat_kind, new.chat_kind) IGNORE NULLS END,
  chat_phone = least(m.chat_phone, new.chat_phone) IGNORE NULLS,
  chat_name = CASE WHEN new.message THEN new.chat_name ELSE m.chat_name END,
  direction = CASE WHEN new.message OR m.direction IS NULL THEN new.direction ELSE m.direction END,
  sender_phone = CASE WHEN new.message THEN new.sender_phone ELSE m.sender_phone END,
  sender_lid = CASE WHEN new.message THEN new.sender_lid ELSE m.sender_lid END,
  sender_name = CASE WHEN new.message THEN new.sender_name ELSE m.sender_name END,
  from_api = CASE WHEN new.message THEN new.from_api ELSE m.from_api END,
  kind = CASE WHEN new.message OR m.event_id IS NULL AND new.edit THEN new.kind ELSE m.kind END,
  text = CASE WHEN new.edit OR m.edited_at IS NULL AND new.message THEN new.text ELSE m.text END,
  media_url = CASE WHEN new.media OR m.media_edited_at IS NULL AND new.message THEN new.media_url ELSE m.media_url END,
  reply_to = CASE WHEN new.message THEN new.reply_to ELSE m.reply_to END,
  sent_at = CASE WHEN new.message THEN new.sent_at ELSE m.sent_at END,
  event_id = CASE WHEN new.message THEN new.event_id ELSE m.event_id END,
  edited_at = CASE WHEN new.edit THEN new.edited_at ELSE m.edited_at END,
  edit_event_id = CASE WHEN new.edit THEN new.edit_event_id ELSE m.edit_event_id END,
  media_edited_at = CASE WHEN new.media THEN new.media_edited_at ELSE m.media_edited_at END,
  deleted_at = least(m.deleted_at, new.deleted_at) IGNORE NULLS,
  status = CASE WHEN new.further > 0 THEN new.status ELSE m.status END,
  status_at = CASE WHEN new.further > 0 THEN new.status_at WHEN new.further = 0 THEN least(m.status_at,
  new.status_at) IGNORE NULLS
         ELSE m.status_at END,
  read_by_me_at = least(m.read_by_me_at, new.read_by_me_at) IGNORE NULLS,
  zaap_id = CASE WHEN new.delivery THEN new.zaap_id ELSE m.zaap_id END,
  error = CASE WHEN new.delivery THEN new.error ELSE m.error END,
  error_code = CASE WHEN new.delivery THEN new.error_code ELSE m.error_code END,
  delivered_at = CASE WHEN new.delivery THEN new.delivered_at ELSE m.delivered_at END,
  delivery_event_id = CASE WHEN new.delivery THEN new.delivery_event_id ELSE m.delivery_event_id END,
  first_seen_at = least(m.first_seen_at, new.first_seen_at) IGNORE NULLS
WHEN NOT MATCHED THEN INSERT
  (instance_id, chat_id, message_id, chat_kind, chat_phone, chat_name, direction, sender_phone, sender_lid, sender_name,
   from_api, kind, text, media_url, reply_to, sent_at, event_id, edited_at, edit_event_id, media_edited_at, deleted_at,
   status, status_at, read_by_me_at, zaap_id, error, error_code, delivered_at, delivery_event_id, first_seen_at)
VALUES
  (new.instance_id, new.chat_id, new.message_id, new.chat_kind, new.chat_phone, new.chat_name, new.direction,
   new.sender_phone, new.sender_lid, new.sender_name, new.from_api, new.kind, new.text, new.media_url,
   new.reply_to, new.sent_at, new.event_id, new.edited_at, new.edit_event_id, new.media_edited_at, new.deleted_at,
   new.status, new.status_at, new.read_by_me_at, new.zaap_id, new.error, new.error_code, new.delivered_at,
   new.delivery_event_id, new.first_seen_at)
