-- The event log. See routes/store-in-database.camel.yaml, which writes it.
--
-- Senders choose message ids, so no text has a length limit: an event must not end among the dead letters because of a
-- long one. A B-tree entry is limited to 2,704 bytes, though. That is why instance_id and chat_id are cut by the INSERT
-- (512 characters are at most 2,048 bytes), and why the index on message_id is a hash index.

CREATE TABLE whatsapp_event (
  event_id    varchar(32)              NOT NULL PRIMARY KEY,
  event_type  text                     NOT NULL,
  instance_id text,
  chat_id     text,
  message_id  text,
  occurred_at timestamp with time zone NOT NULL,
  received_at timestamp with time zone NOT NULL,
  -- json and not jsonb: Z-API's untouched object may hold the escape \u0000, lone surrogates, or one key twice. jsonb
  -- refuses the first two and drops a key of the third; json keeps the text as it came.
  event       json                     NOT NULL
);

-- What happened in this chat? What happened on this number? Newest first, or between two times.
CREATE INDEX whatsapp_event_by_chat ON whatsapp_event (chat_id, occurred_at);
CREATE INDEX whatsapp_event_by_instance ON whatsapp_event (instance_id, occurred_at);
-- All that concerns one message.
CREATE INDEX whatsapp_event_by_message ON whatsapp_event USING hash (message_id);
-- Retention, and "everything since".
CREATE INDEX whatsapp_event_by_arrival ON whatsapp_event (received_at);

COMMENT ON TABLE whatsapp_event IS 'Every event as it was accepted, once; append-only. One row per event id.';
COMMENT ON COLUMN whatsapp_event.event_id IS 'Stable id of the event: a repeat of the same event bears the same id. 32 hex digits.';
COMMENT ON COLUMN whatsapp_event.event_type IS 'What happened, for example message.received; the same word as in the queue''s name.';
COMMENT ON COLUMN whatsapp_event.instance_id IS 'Z-API''s id of the WhatsApp number it happened on; the first 512 characters.';
COMMENT ON COLUMN whatsapp_event.chat_id IS 'The chat''s address as Z-API sent it; the first 512 characters. NULL when the event belongs to no chat.';
COMMENT ON COLUMN whatsapp_event.message_id IS 'Id of the event''s own message, chosen by its sender. NULL when the event has none.';
COMMENT ON COLUMN whatsapp_event.occurred_at IS 'When it happened, by Z-API''s clock where it sends one, else when it arrived.';
COMMENT ON COLUMN whatsapp_event.received_at IS 'When the gateway received it.';
COMMENT ON COLUMN whatsapp_event.event IS 'The whole event (CloudEvents 1.0, JSON), with Z-API''s untouched object in data.original.';
