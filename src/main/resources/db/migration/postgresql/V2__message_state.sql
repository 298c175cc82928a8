-- The state of every message, instance and person, as far as events have told it, written by routes/sql/postgresql/.
--
-- A row is what all events about it say together, whatever their order: each event is a row of its own that is merged
-- into the stored one. For that, columns whose newest (or first) event wins bear the time of that event, and its id
-- where two may share one time.
--
-- The ids in keys are bounded by what writes them (addresses 128 characters, message ids 256), so that each fits into an
-- entry of a B-tree, which is limited to 2,704 bytes.

CREATE TABLE whatsapp_message (
  instance_id       text NOT NULL,
  chat_id           text NOT NULL,
  message_id        text NOT NULL,
  chat_kind         text,
  chat_phone        text,
  chat_name         text,
  direction         text,
  sender_phone      text,
  sender_lid        text,
  sender_name       text,
  from_api          boolean,
  kind              text,
  text              text,
  media_url         text,
  reply_to          text,
  sent_at           timestamp with time zone,
  event_id          varchar(32),
  edited_at         timestamp with time zone,
  edit_event_id     varchar(32),
  media_edited_at   timestamp with time zone,
  deleted_at        timestamp with time zone,
  status            text,
  status_at         timestamp with time zone,
  read_by_me_at     timestamp with time zone,
  read_count        integer NOT NULL DEFAULT 0,
  zaap_id           text,
  error             text,
  error_code        text,
  delivered_at      timestamp with time zone,
  delivery_event_id varchar(32),
  first_seen_at     timestamp with time zone NOT NULL,
  PRIMARY KEY (instance_id, chat_id, message_id)
);

-- What was said in this chat, newest first; and the same by phone number.
CREATE INDEX whatsapp_message_by_chat ON whatsapp_message (chat_id, sent_at);
CREATE INDEX whatsapp_message_by_phone ON whatsapp_message (chat_phone, sent_at);
-- What was said on this number?
CREATE INDEX whatsapp_message_by_instance ON whatsapp_message (instance_id, sent_at);
-- What is not read yet? How far is a campaign?
CREATE INDEX whatsapp_message_by_status ON whatsapp_message (status, status_at);
-- What became of the message that a send request was answered with?
CREATE INDEX whatsapp_message_by_message ON whatsapp_message (message_id);
-- Retention, and "everything since".
CREATE INDEX whatsapp_message_by_first_sight ON whatsapp_message (first_seen_at);

COMMENT ON TABLE whatsapp_message IS
  'One row per message, made by the first event about it, also when a status or an edit comes before the message.';
COMMENT ON COLUMN whatsapp_message.instance_id IS
  'Z-API''s id of the WhatsApp number; ''unknown'' for the rare event that names none.';
COMMENT ON COLUMN whatsapp_message.chat_id IS
  'The chat: with one person the LID once it is known (see whatsapp_contact), else the address as Z-API sent it.';
COMMENT ON COLUMN whatsapp_message.message_id IS
  'WhatsApp''s id of the message, chosen by its sender; the first 256 characters.';
COMMENT ON COLUMN whatsapp_message.chat_kind IS
  'direct, group, channel, broadcast or status.';
COMMENT ON COLUMN whatsapp_message.chat_phone IS
  'The phone number of a chat with one person, when an event named it.';
COMMENT ON COLUMN whatsapp_message.chat_name IS
  'The chat''s name at the time of the message.';
COMMENT ON COLUMN whatsapp_message.direction IS
  'received or sent. NULL until an event tells.';
COMMENT ON COLUMN whatsapp_message.sender_phone IS
  'The sender''s phone number, when known.';
COMMENT ON COLUMN whatsapp_message.sender_lid IS
  'The sender''s LID, when known.';
COMMENT ON COLUMN whatsapp_message.sender_name IS
  'The sender''s name at that time.';
COMMENT ON COLUMN whatsapp_message.from_api IS
  'Whether it was sent through Z-API''s API. NULL when unknown.';
COMMENT ON COLUMN whatsapp_message.kind IS
  'text, image, voice, …; waiting when WhatsApp could not decrypt it yet. NULL until an event tells.';
COMMENT ON COLUMN whatsapp_message.text IS
  'Its text, caption or title, as it was edited last. It stays when the message is deleted.';
COMMENT ON COLUMN whatsapp_message.media_url IS
  'Where its file can be fetched, for 30 days, by anybody who knows this address.';
COMMENT ON COLUMN whatsapp_message.reply_to IS
  'The message id of the message or Status that it answers.';
COMMENT ON COLUMN whatsapp_message.sent_at IS
  'When it was sent. NULL until the message itself arrives.';
COMMENT ON COLUMN whatsapp_message.event_id IS
  'The event that brought the message; see whatsapp_event.';
COMMENT ON COLUMN whatsapp_message.edited_at IS
  'When it was edited last; NULL if never.';
COMMENT ON COLUMN whatsapp_message.edit_event_id IS
  'The event of that edit.';
COMMENT ON COLUMN whatsapp_message.media_edited_at IS
  'The time of the edit that brought media_url; NULL when the message itself did.';
COMMENT ON COLUMN whatsapp_message.deleted_at IS
  'When it was deleted for everyone; NULL if it was not.';
COMMENT ON COLUMN whatsapp_message.status IS
  'The furthest of SENT, RECEIVED, READ, PLAYED; of groups never what one reader reports, see read_count.';
COMMENT ON COLUMN whatsapp_message.status_at IS
  'When that status was reached first.';
COMMENT ON COLUMN whatsapp_message.read_by_me_at IS
  'When the connected account read it on another device first.';
COMMENT ON COLUMN whatsapp_message.read_count IS
  'How many participants of a group have read or played it; who, says whatsapp_receipt.';
COMMENT ON COLUMN whatsapp_message.zaap_id IS
  'Its id in Z-API''s send queue, as the send request was answered.';
COMMENT ON COLUMN whatsapp_message.error IS
  'Why Z-API could not send it, without credentials; NULL when it was sent in the end.';
COMMENT ON COLUMN whatsapp_message.error_code IS
  'For example SHADOW_BAN.';
COMMENT ON COLUMN whatsapp_message.delivered_at IS
  'When Z-API handed it to WhatsApp, or failed to, the last time.';
COMMENT ON COLUMN whatsapp_message.delivery_event_id IS
  'The event of that delivery, which zaap_id, error and error_code are of.';
COMMENT ON COLUMN whatsapp_message.first_seen_at IS
  'When the gateway received the first event about it; retention counts from here.';

CREATE TABLE whatsapp_receipt (
  instance_id   text NOT NULL,
  chat_id       text NOT NULL,
  message_id    text NOT NULL,
  participant   text NOT NULL,
  status        text NOT NULL,
  status_at     timestamp with time zone NOT NULL,
  first_seen_at timestamp with time zone NOT NULL,
  PRIMARY KEY (instance_id, chat_id, message_id, participant, status)
);

-- What has this person read?
CREATE INDEX whatsapp_receipt_by_participant ON whatsapp_receipt (participant, status_at);
CREATE INDEX whatsapp_receipt_by_first_sight ON whatsapp_receipt (first_seen_at);

COMMENT ON TABLE whatsapp_receipt IS
  'Who received, read or played a message of a group: one row per message, participant and status.';
COMMENT ON COLUMN whatsapp_receipt.instance_id IS
  'Z-API''s id of the WhatsApp number; ''unknown'' for the rare event that names none.';
COMMENT ON COLUMN whatsapp_receipt.chat_id IS
  'The group, as Z-API addresses it.';
COMMENT ON COLUMN whatsapp_receipt.message_id IS
  'WhatsApp''s id of the message, chosen by its sender; the first 256 characters.';
COMMENT ON COLUMN whatsapp_receipt.participant IS
  'Who: the LID once it is known (see whatsapp_contact), else the phone number, else the address as sent.';
COMMENT ON COLUMN whatsapp_receipt.status IS
  'SENT, RECEIVED, READ or PLAYED.';
COMMENT ON COLUMN whatsapp_receipt.status_at IS
  'When that was first, on any of the participant''s devices.';
COMMENT ON COLUMN whatsapp_receipt.first_seen_at IS
  'When the gateway received it first; retention counts from here.';

CREATE TABLE whatsapp_reaction (
  instance_id   text NOT NULL,
  chat_id       text NOT NULL,
  message_id    text NOT NULL,
  person        text NOT NULL,
  person_name   text,
  emoji         text,
  reacted_at    timestamp with time zone NOT NULL,
  event_id      varchar(32) NOT NULL,
  first_seen_at timestamp with time zone NOT NULL,
  PRIMARY KEY (instance_id, chat_id, message_id, person)
);

-- What has this person reacted to?
CREATE INDEX whatsapp_reaction_by_person ON whatsapp_reaction (person, reacted_at);
CREATE INDEX whatsapp_reaction_by_first_sight ON whatsapp_reaction (first_seen_at);

COMMENT ON TABLE whatsapp_reaction IS
  'The newest reaction of each person to each message.';
COMMENT ON COLUMN whatsapp_reaction.instance_id IS
  'Z-API''s id of the WhatsApp number; ''unknown'' for the rare event that names none.';
COMMENT ON COLUMN whatsapp_reaction.chat_id IS
  'The chat, as in whatsapp_message.';
COMMENT ON COLUMN whatsapp_reaction.message_id IS
  'The message reacted to; the first 256 characters of its id.';
COMMENT ON COLUMN whatsapp_reaction.person IS
  'Who: the LID once it is known (see whatsapp_contact), else the phone number, else the address as sent.';
COMMENT ON COLUMN whatsapp_reaction.person_name IS
  'The person''s name at that time.';
COMMENT ON COLUMN whatsapp_reaction.emoji IS
  'The reaction; NULL when it was taken back.';
COMMENT ON COLUMN whatsapp_reaction.reacted_at IS
  'When, by the person''s own clock where Z-API sends it.';
COMMENT ON COLUMN whatsapp_reaction.event_id IS
  'The event of this reaction.';
COMMENT ON COLUMN whatsapp_reaction.first_seen_at IS
  'When the gateway received this person''s first reaction to it; retention counts from here.';

CREATE TABLE whatsapp_instance (
  instance_id   text NOT NULL,
  instance_name text,
  connected     boolean,
  changed_at    timestamp with time zone,
  event_id      varchar(32),
  phone         text,
  phone_at      timestamp with time zone,
  last_error    text,
  last_error_at timestamp with time zone,
  PRIMARY KEY (instance_id)
);

COMMENT ON TABLE whatsapp_instance IS
  'One row per connected WhatsApp number.';
COMMENT ON COLUMN whatsapp_instance.instance_id IS
  'Z-API''s id of the instance; ''unknown'' for the rare event that names none.';
COMMENT ON COLUMN whatsapp_instance.instance_name IS
  'Its name in the gateway''s configuration, as of changed_at.';
COMMENT ON COLUMN whatsapp_instance.connected IS
  'Whether it is connected, by the newest event that tells. NULL until one does.';
COMMENT ON COLUMN whatsapp_instance.changed_at IS
  'The time of that event, by Z-API''s clock.';
COMMENT ON COLUMN whatsapp_instance.event_id IS
  'That event.';
COMMENT ON COLUMN whatsapp_instance.phone IS
  'The connected number, by the newest event that names it.';
COMMENT ON COLUMN whatsapp_instance.phone_at IS
  'The time of the event that named it.';
COMMENT ON COLUMN whatsapp_instance.last_error IS
  'The newest error of a disconnection or of the proxy, without credentials; a connection does not erase it.';
COMMENT ON COLUMN whatsapp_instance.last_error_at IS
  'When that was.';

CREATE TABLE whatsapp_contact (
  instance_id text NOT NULL,
  phone       text NOT NULL,
  lid         text,
  paired_at   timestamp with time zone,
  moving      boolean NOT NULL DEFAULT FALSE,
  added_at    timestamp with time zone NOT NULL,
  PRIMARY KEY (instance_id, phone)
);

-- Which numbers has this person?
CREATE INDEX whatsapp_contact_by_lid ON whatsapp_contact (lid);
CREATE INDEX whatsapp_contact_moving ON whatsapp_contact (instance_id, phone) WHERE moving;

COMMENT ON TABLE whatsapp_contact IS
  'Phone numbers and the LIDs they belong to: WhatsApp names a person by either. Numbers of one LID are one person.';
COMMENT ON COLUMN whatsapp_contact.instance_id IS
  'Z-API''s id of the WhatsApp number; ''unknown'' for the rare event that names none.';
COMMENT ON COLUMN whatsapp_contact.phone IS
  'A phone number that an event named.';
COMMENT ON COLUMN whatsapp_contact.lid IS
  'WhatsApp''s privacy id of that person, ends in @lid, once an event has borne both.';
COMMENT ON COLUMN whatsapp_contact.paired_at IS
  'The time of the event that said so.';
COMMENT ON COLUMN whatsapp_contact.moving IS
  'TRUE only inside the transaction that learns the LID, until the person''s rows have been moved there.';
COMMENT ON COLUMN whatsapp_contact.added_at IS
  'When the gateway received the event that made this row.';
