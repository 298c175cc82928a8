-- Learns the LID of a phone number. It happens once per person, so that the condition is nearly always false. Rows that
-- were written by the number are moved to the LID then; see the folder move.
--
-- A number can get another LID when it gets another owner; then the newer one holds.

UPDATE whatsapp_contact AS c
SET lid = p.lid, paired_at = e.occurred_at, moving = TRUE
FROM (VALUES
  (CAST(:#instanceId AS text),
   CAST(:#occurredAt AS timestamp with time zone),
   ARRAY[left(:#chatPhone, 128), left(:#senderPhone, 128), left(:#participantPhone, 128)],
   ARRAY[left(:#chatLid, 128), left(:#senderLid, 128), left(:#participantLid, 128)])
) AS e (instance_id, occurred_at, phones, lids)
CROSS JOIN LATERAL unnest(e.phones, e.lids) AS p (phone, lid)
WHERE c.instance_id = left(coalesce(e.instance_id, 'unknown'), 128)
  -- So that the index is used whatever PostgreSQL believes of the table.
  AND c.phone = ANY (e.phones)
  AND c.phone = p.phone
  AND p.lid IS NOT NULL
  AND (c.lid IS NULL OR c.lid <> p.lid AND c.paired_at < e.occurred_at)
