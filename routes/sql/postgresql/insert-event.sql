-- One row of the event log; a repeat of an event adds none and is no error.
--
-- Each name after a colon and a number sign is a field of the event, bound as a parameter: the value never becomes part
-- of the statement, whatever a sender wrote. routes/README.md lists the fields. The file is read when the route starts:
-- to use a change of it, change something else than a comment in routes/store-in-database.camel.yaml, too, or restart.
-- When the number of parameters changes, change parametersCount there.
--
-- 512: a longer address would not fit into an index (2,704 bytes); the event holds the whole one.

INSERT INTO whatsapp_event
  (event_id, event_type, instance_id, chat_id, message_id, occurred_at, received_at, event)
VALUES
  (:#eventId,
   :#eventType,
   left(:#instanceId, 512),
   left(:#chatId, 512),
   :#messageId,
   :#occurredAt,
   :#receivedAt,
   CAST(:#event AS json))
ON CONFLICT (event_id) DO NOTHING
