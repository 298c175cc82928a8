-- Whether a number is connected, its phone number, and its last error: of each the newest by the events' own time.
-- Other events change nothing.

MERGE INTO whatsapp_instance AS i USING (
  SELECT n.*,
    n.changed_at IS NOT NULL AND (stored.changed_at IS NULL
      OR (n.changed_at, n.event_id) > (stored.changed_at, stored.event_id)) AS state,
    n.phone_at IS NOT NULL AND (stored.phone_at IS NULL
      OR (n.phone_at, n.phone) > (stored.phone_at, stored.phone)) AS number,
    n.last_error_at IS NOT NULL AND (stored.last_error_at IS NULL
      OR (n.last_error_at, n.last_error) > (stored.last_error_at, stored.last_error)) AS failure
  FROM (
    SELECT
      left(coalesce(e.instance_id, 'unknown'), 128),
      CASE WHEN e.connected IS NOT NULL THEN e.instance_name END,
      e.connected,
      CASE WHEN e.connected IS NOT NULL THEN e.occurred_at END,
      CASE WHEN e.connected IS NOT NULL THEN e.event_id END,
      e.phone,
      CASE WHEN e.phone IS NOT NULL THEN e.occurred_at END,
      e.error,
      CASE WHEN e.error IS NOT NULL THEN e.occurred_at END
    FROM (VALUES
      (CAST(:#instanceId AS varchar), CAST(:#instanceName AS varchar), CAST(:#connected AS boolean),
       CAST(:#occurredAt AS timestamp with time zone), CAST(:#eventId AS varchar), CAST(:#phone AS varchar),
       CAST(:#error AS varchar), CAST(:#eventType AS varchar))
    ) AS e (instance_id, instance_name, connected, occurred_at, event_id, phone, error, event_type)
    WHERE e.event_type IN ('instance.connected', 'instance.disconnected', 'instance.proxy-failed')
  ) AS n
    (instance_id, instance_name, connected, changed_at, event_id, phone, phone_at, last_error, last_error_at)
  LEFT JOIN whatsapp_instance AS stored
    ON stored.instance_id = n.instance_id
) AS new
ON i.instance_id = new.instance_id
WHEN MATCHED THEN UPDATE SET
  instance_name = CASE WHEN new.state THEN new.instance_name ELSE i.instance_name END,
  connected = CASE WHEN new.state THEN new.connected ELSE i.connected END,
  changed_at = CASE WHEN new.state THEN new.changed_at ELSE i.changed_at END,
  event_id = CASE WHEN new.state THEN new.event_id ELSE i.event_id END,
  phone = CASE WHEN new.number THEN new.phone ELSE i.phone END,
  phone_at = CASE WHEN new.number THEN new.phone_at ELSE i.phone_at END,
  last_error = CASE WHEN new.failure THEN new.last_error ELSE i.last_error END,
  last_error_at = CASE WHEN new.failure THEN new.last_error_at ELSE i.last_error_at END
WHEN NOT MATCHED THEN INSERT
  (instance_id, instance_name, connected, changed_at, event_id, phone, phone_at, last_error, last_error_at)
VALUES
  (new.instance_id, new.instance_name, new.connected, new.changed_at, new.event_id, new.phone, new.phone_at,
   new.last_error, new.last_error_at)
