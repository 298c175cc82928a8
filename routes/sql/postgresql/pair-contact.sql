-- Learns the LID of a phone number. It happens once per person, so that the condition is nearly always false. Rows that
-- were written by the number are moved to the LID then; see the folder move.
--
-- A number can get another LID when it gets another owner; then the newer one holds. Which numbers are the same is told in
-- insert-contact.sql.

WITH learnt AS (
  UPDATE whatsapp_contact AS c
  SET lid = p.lid, paired_at = e.occurred_at, moving = TRUE
  FROM (
    SELECT v.instance_id, v.occurred_at,
      ARRAY[left(v.chat_phone, 128), left(v.sender_phone, 128), left(v.participant_phone, 128),
            CASE WHEN length(v.chat_lid) <= 17 THEN left(v.chat_lid, -4) END,
            CASE WHEN length(v.sender_lid) <= 17 THEN left(v.sender_lid, -4) END,
            CASE WHEN length(v.participant_lid) <= 17 THEN left(v.participant_lid, -4) END] AS phones,
      ARRAY[left(v.chat_lid, 128), left(v.sender_lid, 128), left(v.participant_lid, 128),
            v.chat_lid, v.sender_lid, v.participant_lid] AS lids
    FROM (VALUES
      (CAST(:#instanceId AS text), CAST(:#occurredAt AS timestamp with time zone),
       CAST(:#chatPhone AS text), CAST(:#senderPhone AS text), CAST(:#participantPhone AS text),
       CAST(:#chatLid AS text), CAST(:#senderLid AS text), CAST(:#participantLid AS text))
    ) AS v (instance_id, occurred_at, chat_phone, sender_phone, participant_phone, chat_lid, sender_lid, participant_lid)
  ) AS e
  CROSS JOIN LATERAL unnest(e.phones, e.lids) AS p (phone, lid)
  WHERE c.instance_id = left(coalesce(e.instance_id, 'unknown'), 128)
    -- So that the index is used whatever PostgreSQL believes of the table.
    AND c.phone = ANY (e.phones)
    AND c.phone = p.phone
    AND p.lid IS NOT NULL
    AND (c.lid IS NULL OR c.lid <> p.lid AND c.paired_at < e.occurred_at)
  RETURNING c.instance_id, c.phone, c.lid, c.paired_at, c.added_at
)
-- The other form of the number has the LID, too.
INSERT INTO whatsapp_contact AS c (instance_id, phone, lid, paired_at, added_at)
SELECT n.instance_id, f.phone, max(n.lid), max(n.paired_at), max(n.added_at)
FROM learnt AS n
CROSS JOIN LATERAL (SELECT
  CASE WHEN n.phone ~ '^55[0-9]{2}9[6-9][0-9]{7}$' THEN left(n.phone, 4) || substring(n.phone, 6)
       WHEN n.phone ~ '^55[0-9]{2}[6-9][0-9]{7}$' THEN left(n.phone, 4) || '9' || substring(n.phone, 5)
  END) AS f (phone)
WHERE f.phone IS NOT NULL
  AND f.phone NOT IN (SELECT phone FROM learnt)
GROUP BY n.instance_id, f.phone
ORDER BY f.phone
ON CONFLICT (instance_id, phone) DO UPDATE
SET lid = excluded.lid, paired_at = excluded.paired_at, moving = TRUE
WHERE c.lid IS NULL OR c.lid <> excluded.lid AND c.paired_at < excluded.paired_at
