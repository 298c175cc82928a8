-- What an event says of a message: the message itself, an edit, a deletion, a status, or what became of sending it. The
-- event is made a row and merged into the stored one, so that the result is the same in any order, with any repeats,
-- and from several gateways at once. Other events change nothing.
--
-- FOR SHARE: a gateway that learns at this moment that the number belongs to a LID waits for this transaction, and
-- moves
-- the row then.

INSERT INTO whatsapp_message AS m
  (instance_id, chat_id, message_id, chat_kind, chat_phone, chat_name, direction, sender_phone, sender_lid, sender_name,
   from_api, kind, text, media_url, reply_to, sent_at, event_id, edited_at, edit_event_id, media_edited_at, deleted_at,
   status, status_at, read_by_me_at, zaap_id, error, error_code, delivered_at, delivery_event_id, first_seen_at)
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
     WHERE c.instance_id = left(coalesce(v.instance_id, 'unknown'), 128) AND c.phone = left(v.chat_phone, 128)
     FOR SHARE) AS known_lid
  FROM (VALUES
    (CAST(:#eventId AS text), CAST(:#eventType AS text), CAST(:#occurredAt AS timestamp with time zone),
     CAST(:#receivedAt AS timestamp with time zone), CAST(:#instanceId AS text), CAST(:#chatId AS text),
     CAST(:#chatKind AS text), CAST(:#chatPhone AS text),
     CAST(:#chatLid AS text), CAST(:#chatName AS text), CAST(:#messageId AS text), CAST(:#targetMessageId AS text),
     CAST(:#replyTo AS text), coalesce(CAST(:#fromMe AS boolean), FALSE), CAST(:#fromApi AS boolean),
     CAST(:#senderPhone AS text), CAST(:#senderLid AS text), CAST(:#senderName AS text),
     CAST(:#contentKind AS text), CAST(:#text AS text), CAST(:#mediaUrl AS text),
     CAST(:#status AS text), CAST(:#participantAddress AS text),
     CAST(:#zaapId AS text), CAST(:#error AS text), CAST(:#errorCode AS text))
  ) AS v (event_id, event_type, occurred_at, received_at, instance_id, chat_id, chat_kind, chat_phone,
          chat_lid, chat_name, message_id, target_message_id, reply_to, from_me, from_api,
          sender_phone, sender_lid, sender_name, content_kind, text, media_url, status, participant,
          zaap_id, error, error_code)
  WHERE v.event_type IN ('message.received', 'message.sent', 'message.waiting', 'message.edited', 'message.deleted',
                         'message.status', 'message.delivery')
    AND v.chat_id IS NOT NULL
    AND coalesce(v.target_message_id, v.message_id) IS NOT NULL
) AS e
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
