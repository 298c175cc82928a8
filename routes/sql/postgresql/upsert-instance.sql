-- Whether a number is connected, its phone number, and its last error: of each the newest by the events' own time.
-- Other events change nothing.

INSERT INTO whatsapp_instance AS i
  (instance_id, instance_name, connected, changed_at, event_id, phone, phone_at, last_error, last_error_at)
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
  (CAST(:#instanceId AS text), CAST(:#instanceName AS text), CAST(:#connected AS boolean),
   CAST(:#occurredAt AS timestamp with time zone), CAST(:#eventId AS text), CAST(:#phone AS text),
   CAST(:#error AS text), CAST(:#eventType AS text))
) AS e (instance_id, instance_name, connected, occurred_at, event_id, phone, error, event_type)
WHERE e.event_type IN ('instance.connected', 'instance.disconnected', 'instance.proxy-failed')
ON CONFLICT (instance_id) DO UPDATE SET
  (instance_name, connected, changed_at, event_id, phone, phone_at, last_error, last_error_at) = (
  SELECT
    CASE WHEN state THEN excluded.instance_name ELSE i.instance_name END,
    CASE WHEN state THEN excluded.connected ELSE i.connected END,
    CASE WHEN state THEN excluded.changed_at ELSE i.changed_at END,
    CASE WHEN state THEN excluded.event_id ELSE i.event_id END,
    CASE WHEN number THEN excluded.phone ELSE i.phone END,
    CASE WHEN number THEN excluded.phone_at ELSE i.phone_at END,
    CASE WHEN failure THEN excluded.last_error ELSE i.last_error END,
    CASE WHEN failure THEN excluded.last_error_at ELSE i.last_error_at END
  FROM (SELECT
    excluded.changed_at IS NOT NULL AND (i.changed_at IS NULL
      OR (excluded.changed_at, excluded.event_id) > (i.changed_at, i.event_id)) AS state,
    excluded.phone_at IS NOT NULL AND (i.phone_at IS NULL
      OR (excluded.phone_at, excluded.phone) > (i.phone_at, i.phone)) AS number,
    excluded.last_error_at IS NOT NULL AND (i.last_error_at IS NULL
      OR (excluded.last_error_at, excluded.last_error) > (i.last_error_at, i.last_error)) AS failure
  ) AS newer)
