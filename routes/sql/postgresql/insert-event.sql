-- One row of the event log; a repeat of an event adds none and is no error.
--
-- ":" "#" and "${...}" make a bound parameter: the value never becomes part of the statement, whatever a sender wrote.
-- Take headers as ${header.name}: what an event does not have is then NULL. The short form, colon, # and the bare
-- name, fails when the header is absent. The file is read when the route starts: save the route file to use a change.
-- When the number of parameters changes, change parametersCount in routes/store-in-database.camel.yaml, too.
--
-- 512: a longer address would not fit into an index (2,704 bytes); the event holds the whole one.

INSERT INTO whatsapp_event
  (event_id, event_type, instance_id, chat_id, message_id, occurred_at, received_at, event)
VALUES
  (:#${header.eventId},
   :#${header.eventType},
   left(:#${header.instanceId}, 512),
   left(:#${header.chatId}, 512),
   :#${header.messageId},
   :#${exchangeProperty.occurredAt},
   :#${exchangeProperty.receivedAt},
   CAST(:#${body} AS json))
ON CONFLICT (event_id) DO NOTHING
