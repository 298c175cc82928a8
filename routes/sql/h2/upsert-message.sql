-- What an event says of a message: the message itself, an edit, a deletion, a status, or what became of sending it. The
-- event is made a row and merged into the stored one, so that the result is the same in any order, with any repeats,
-- and from several gateways at once. Other events change nothing.

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
      left(coalesce(e.instance_id, 'unknown'), 128),
      left(coalesce(e.chat_lid, e.known_lid, e.chat_id), 128),
      left(coalesce(e.target_message_id, e.message_id), 256),
      e.chat_kind,
      left(e.chat_phone, 128),
      CASE WHEN e.is_message THEN e.chat_name END,
      CASE WHEN e.is_message AND NOT e.from_me THEN 'received' WHEN e.is_message OR e.is_delivery THEN 'sent' END,
      CASE WHEN e.is_message THEN e.sender_phone END,
      CASE WHEN e.is_message THEN e.sender_lid END,
      CASE WHEN e.is_message THEN e.sender_name END,
      CASE WHEN e.is_message THEN e.from_api END,
      CASE WHEN e.event_type = 'message.waiting' THEN 'waiting' WHEN e.is_message OR e.is_edit THEN e.content_kind END,
      CASE WHEN e.is_message OR e.is_edit THEN e.text END,
      CASE WHEN e.is_message OR e.is_edit THEN e.media_url END,
      CASE WHEN e.is_message THEN e.reply_to END,
      CASE WHEN e.is_message THEN e.occurred_at END,
      CASE WHEN e.is_message THEN e.event_id END,
      CASE WHEN e.is_edit THEN e.occurred_at END,
      CASE WHEN e.is_edit THEN e.event_id END,
      CASE WHEN e.is_edit AND e.media_url IS NOT NULL THEN e.occurred_at END,
      CASE WHEN e.is_deletion THEN e.occurred_at END,
      CASE WHEN e.is_own_status THEN e.status END,
      CASE WHEN e.is_own_status THEN e.occurred_at END,
      CASE WHEN e.status = 'READ_BY_ME' THEN e.occurred_at END,
      CASE WHEN e.is_delivery THEN e.zaap_id END,
      CASE WHEN e.is_delivery THEN e.error END,
      CASE WHEN e.is_delivery THEN e.error_code END,
      CASE WHEN e.is_delivery THEN e.occurred_at END,
      CASE WHEN e.is_delivery THEN e.event_id END,
      e.received_at
    FROM (
      SELECT v.*,
        v.event_type IN ('message.received', 'message.sent', 'message.waiting') AS is_message,
        -- An edit that is not understood says nothing of the new text, so the old one stays.
        v.event_type = 'message.edited' AND coalesce(v.content_kind, '') <> 'unrecognised' AS is_edit,
        v.event_type = 'message.deleted' AS is_deletion,
        v.event_type = 'message.delivery' AS is_delivery,
        v.status IN ('SENT', 'RECEIVED', 'READ', 'PLAYED')
          -- Of a group, what one of many has done is no status of the message, also when it is not said who it was.
          AND (v.chat_kind = 'direct' OR v.participant IS NULL AND (v.chat_kind <> 'group' OR v.status = 'SENT'))
          AS is_own_status,
        (SELECT c.lid FROM whatsapp_contact c
         WHERE c.instance_id = left(coalesce(v.instance_id, 'unknown'), 128)
           AND c.phone = left(v.chat_phone, 128)) AS known_lid
      FROM (VALUES
        (CAST(:#eventId AS varchar), CAST(:#eventType AS varchar), CAST(:#occurredAt AS timestamp with time zone),
         CAST(:#receivedAt AS timestamp with time zone), CAST(:#instanceId AS varchar), CAST(:#chatId AS varchar),
         CAST(:#chatKind AS varchar), CAST(:#chatPhone AS varchar),
         CAST(:#chatLid AS varchar), CAST(:#chatName AS varchar), CAST(:#messageId AS varchar),
         CAST(:#targetMessageId AS varchar),
         CAST(:#replyTo AS varchar), coalesce(CAST(:#fromMe AS boolean), FALSE), CAST(:#fromApi AS boolean),
         CAST(:#senderPhone AS varchar), CAST(:#senderLid AS varchar), CAST(:#senderName AS varchar),
         CAST(:#contentKind AS varchar), CAST(:#text AS varchar), CAST(:#mediaUrl AS varchar),
         CAST(:#status AS varchar), CAST(:#participantAddress AS varchar),
         CAST(:#zaapId AS varchar), CAST(:#error AS varchar), CAST(:#errorCode AS varchar))
      ) AS v (event_id, event_type, occurred_at, received_at, instance_id, chat_id, chat_kind, chat_phone,
              chat_lid, chat_name, message_id, target_message_id, reply_to, from_me, from_api,
              sender_phone, sender_lid, sender_name, content_kind, text, media_url, status, participant,
              zaap_id, error, error_code)
      WHERE v.event_type IN ('message.received', 'message.sent', 'message.waiting', 'message.edited', 'message.deleted',
                             'message.status', 'message.delivery')
        AND v.chat_id IS NOT NULL
        AND coalesce(v.target_message_id, v.message_id) IS NOT NULL
    ) AS e
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
