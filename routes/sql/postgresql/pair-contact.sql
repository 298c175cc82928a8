-- Learns the LID of a phone number. It happens once per person, so that the condition is nearly always false. Rows that
-- were written by the number are moved to the LID then; see the folder move.
--
-- A number can get another LID when it gets another owner; then the newer one holds.

UPDATE whatsapp_contact AS c
SET lid = left(p.lid, 128), paired_at = e.occurred_at, moving = TRUE
FROM (VALUES
  (CAST(:#instanceId AS text), CAST(:#occurredAt AS timestamp with time zone))
) AS e (instance_id, occurred_at)
CROSS JOIN (VALUES
  (CAST(:#chatPhone AS text), CAST(:#chatLid AS text)),
  (CAST(:#senderPhone AS text), CAST(:#senderLid AS text)),
  (CAST(:#participantPhone AS text), CAST(:#participantLid AS text))
) AS p (phone, lid)
WHERE c.instance_id = left(coalesce(e.instance_id, 'unknown'), 128)
  AND c.phone = left(p.phone, 128)
  AND p.lid IS NOT NULL
  AND (c.lid IS NULL OR c.lid <> left(p.lid, 128) AND c.paired_at < e.occurred_at)
