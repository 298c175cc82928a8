-- Learns the LID of a phone number. It happens once per person, so that the condition is nearly always false. Rows that
-- were written by the number are moved to the LID then; see the folder move.
--
-- A number can get another LID when it gets another owner; then the newer one holds. Which numbers are the same is told in
-- insert-contact.sql.

MERGE INTO whatsapp_contact AS c USING (
  SELECT left(coalesce(e.instance_id, 'unknown'), 128), left(p.phone, 128), left(max(p.lid), 128), e.occurred_at
  FROM (VALUES
    (CAST(:#instanceId AS varchar), CAST(:#occurredAt AS timestamp with time zone))
  ) AS e (instance_id, occurred_at)
  CROSS JOIN (
    SELECT a.lid,
           CASE f.form
             WHEN 'as sent' THEN a.phone
             WHEN 'digits of the LID' THEN
               CASE WHEN char_length(a.lid) <= 17 THEN substring(a.lid, 1, char_length(a.lid) - 4) END
             ELSE
               CASE WHEN a.lid IS NULL THEN NULL
                    WHEN regexp_like(a.phone, '^55[0-9]{2}9[6-9][0-9]{7}$') THEN left(a.phone, 4) || substring(a.phone, 6)
                    WHEN regexp_like(a.phone, '^55[0-9]{2}[6-9][0-9]{7}$') THEN left(a.phone, 4) || '9' || substring(a.phone, 5)
               END
           END AS phone
    FROM (VALUES
      (CAST(:#chatPhone AS varchar), CAST(:#chatLid AS varchar)),
      (CAST(:#senderPhone AS varchar), CAST(:#senderLid AS varchar)),
      (CAST(:#participantPhone AS varchar), CAST(:#participantLid AS varchar))
    ) AS a (phone, lid)
    CROSS JOIN (VALUES ('as sent'), ('digits of the LID'), ('other form')) AS f (form)
  ) AS p
  WHERE p.phone IS NOT NULL AND p.lid IS NOT NULL
  GROUP BY e.instance_id, e.occurred_at, p.phone
) AS new (instance_id, phone, lid, paired_at)
ON c.instance_id = new.instance_id AND c.phone = new.phone
WHEN MATCHED AND (c.lid IS NULL OR c.lid <> new.lid AND c.paired_at < new.paired_at) THEN
  UPDATE SET lid = new.lid, paired_at = new.paired_at, moving = TRUE
