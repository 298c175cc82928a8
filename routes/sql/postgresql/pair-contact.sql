-- Learns the LID of a phone number. It happens once per person, so that the condition is nearly always false. Rows that
-- were written by the number are moved to the LID then; see the folder move.
--
-- A number can get another LID when it gets another owner; then the newer one holds. Which numbers are the same is told in
-- insert-contact.sql.

UPDATE whatsapp_contact AS c
SET lid = p.lid, paired_at = e.occurred_at, moving = TRUE
FROM (
  SELECT left(coalesce(v.instance_id, 'unknown'), 128) AS instance_id, v.occurred_at, q.phones, q.lids
  FROM (VALUES
    (CAST(:#instanceId AS text),
     CAST(:#occurredAt AS timestamp with time zone),
     ARRAY[:#chatPhone, :#senderPhone, :#participantPhone]::text[],
     ARRAY[:#chatLid, :#senderLid, :#participantLid]::text[])
  ) AS v (instance_id, occurred_at, phones, lids)
  CROSS JOIN LATERAL (
    SELECT array_agg(left(n.phone, 128)) AS phones, array_agg(left(n.lid, 128)) AS lids
    FROM (
      SELECT a.lid,
             CASE f.form
               WHEN 'as sent' THEN a.phone
               WHEN 'digits of the LID' THEN
                 CASE WHEN char_length(a.lid) <= 17 THEN substring(a.lid, 1, char_length(a.lid) - 4) END
               ELSE
                 CASE WHEN a.lid IS NULL THEN NULL
                      WHEN a.phone ~ '^55[0-9]{2}9[6-9][0-9]{7}$' THEN left(a.phone, 4) || substring(a.phone, 6)
                      WHEN a.phone ~ '^55[0-9]{2}[6-9][0-9]{7}$' THEN left(a.phone, 4) || '9' || substring(a.phone, 5)
                 END
             END AS phone
      FROM unnest(v.phones, v.lids) AS a (phone, lid)
      CROSS JOIN (VALUES ('as sent'), ('digits of the LID'), ('other form')) AS f (form)
      WHERE a.lid IS NOT NULL
    ) AS n
    WHERE n.phone IS NOT NULL
  ) AS q
) AS e
CROSS JOIN LATERAL unnest(e.phones, e.lids) AS p (phone, lid)
WHERE c.instance_id = e.instance_id
  -- So that the index is used whatever PostgreSQL believes of the table.
  AND c.phone = ANY (e.phones)
  AND c.phone = p.phone
  AND (c.lid IS NULL OR c.lid <> p.lid AND c.paired_at < e.occurred_at)
