-- Learns the LID of a phone number. It happens once per person, so that the condition is nearly always false. Rows that
-- were written by the number are moved to the LID then; see the folder move.
--
-- A number can get another LID when it gets another owner; then the newer one holds.

MERGE INTO whatsapp_contact AS c USING (
  SELECT left(coalesce(e.instance_id, 'unknown'), 128), left(p.phone, 128), left(max(p.lid), 128), e.occurred_at
  FROM (VALUES
    (CAST(:#instanceId AS varchar), CAST(:#occurredAt AS timestamp with time zone))
  ) AS e (instance_id, occurred_at)
  CROSS JOIN (VALUES
    (CAST(:#chatPhone AS varchar), CAST(:#chatLid AS varchar)),
    (CAST(:#senderPhone AS varchar), CAST(:#senderLid AS varchar)),
    (CAST(:#participantPhone AS varchar), CAST(:#participantLid AS varchar))
  ) AS p (phone, lid)
  WHERE p.phone IS NOT NULL AND p.lid IS NOT NULL
  GROUP BY e.instance_id, e.occurred_at, p.phone
) AS new (instance_id, phone, lid, paired_at)
ON c.instance_id = new.instance_id AND c.phone = new.phone
WHEN MATCHED AND (c.lid IS NULL OR c.lid <> new.lid AND c.paired_at < new.paired_at) THEN
  UPDATE SET lid = new.lid, paired_at = new.paired_at, moving = TRUE
