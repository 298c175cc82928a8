-- One row of the event log; a repeat of an event adds none and is no error.
--
-- Each name after a colon and a number sign is a field of the event, bound as a parameter: the value never becomes part
-- of the statement, whatever a sender wrote. routes/README.md lists the fields. The file is read when the route starts:
-- to use a change of it, change something else than a comment in routes/store-in-database.camel.yaml, too, or restart.
-- When the number of parameters changes, change parametersCount there.

MERGE INTO whatsapp_event AS stored
USING (VALUES
  (CAST(:#eventId AS varchar(32)),
   CAST(:#eventType AS varchar),
   left(:#instanceId, 512),
   left(:#chatId, 512),
   CAST(:#messageId AS varchar),
   CAST(:#occurredAt AS timestamp with time zone),
   CAST(:#receivedAt AS timestamp with time zone),
   CAST(:#event AS character large object))
) AS new (event_id, event_type, instance_id, chat_id, message_id, occurred_at, received_at, event)
ON stored.event_id = new.event_id
WHEN NOT MATCHED THEN INSERT
  (event_id, event_type, instance_id, chat_id, message_id, occurred_at, received_at, event)
VALUES
  (new.event_id, new.event_type, new.instance_id, new.chat_id, new.message_id,
   new.occurred_at, new.received_at, new.event)
