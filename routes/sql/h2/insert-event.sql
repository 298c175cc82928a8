-- One row of the event log; a repeat of an event adds none and is no error.
--
-- Each :#${...} is a bound parameter: the value never becomes part of the statement, whatever a sender wrote. Keep to
-- the form :#${header.name}: what an event does not have is then NULL, while the short form :#name fails. The file is
-- read when the route starts, so save the route file, too, to use a change of this one.
-- When the number of parameters changes, change parametersCount in routes/store-in-database.camel.yaml, too.
--
-- Two gateways cannot share an H2 file, and repeats share a chat, whose events come one after the other. Should two
-- writers meet on one id all the same, the later one fails, is tried again, and then adds no row.

MERGE INTO whatsapp_event AS stored
USING (VALUES
  (CAST(:#${header.eventId} AS varchar(32)),
   CAST(:#${header.eventType} AS varchar),
   left(:#${header.instanceId}, 512),
   left(:#${header.chatId}, 512),
   CAST(:#${header.messageId} AS varchar),
   CAST(:#${exchangeProperty.occurredAt} AS timestamp with time zone),
   CAST(:#${exchangeProperty.receivedAt} AS timestamp with time zone),
   CAST(:#${body} AS character large object))
) AS new (event_id, event_type, instance_id, chat_id, message_id, occurred_at, received_at, event)
ON stored.event_id = new.event_id
WHEN NOT MATCHED THEN INSERT
  (event_id, event_type, instance_id, chat_id, message_id, occurred_at, received_at, event)
VALUES
  (new.event_id, new.event_type, new.instance_id, new.chat_id, new.message_id,
   new.occurred_at, new.received_at, new.event)
