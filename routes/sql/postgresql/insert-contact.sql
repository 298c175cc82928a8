-- The phone numbers that rows of this event may be found by, and their LIDs where the event bears both. What is known
-- stays as it is: a LID that is learnt later is for pair-contact.sql.
--
-- A LID of up to 13 digits may come without "@lid", where it looks like a number, and a Brazilian number with or without
-- its ninth digit: these count as numbers of the same LID, too.

INSERT INTO whatsapp_contact (instance_id, phone, lid, paired_at, added_at)
SELECT left(coalesce(e.instance_id, 'unknown'), 128), left(p.phone, 128), left(max(p.lid), 128),
       CASE WHEN max(p.lid) IS NOT NULL THEN e.occurred_at END, e.received_at
FROM (VALUES
  (CAST(:#instanceId AS text),
   CAST(:#occurredAt AS timestamp with time zone),
   CAST(:#receivedAt AS timestamp with time zone))
) AS e (instance_id, occurred_at, received_at)
CROSS JOIN (
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
  FROM (VALUES
    (CAST(:#chatPhone AS text), CAST(:#chatLid AS text)),
    (CAST(:#senderPhone AS text), CAST(:#senderLid AS text)),
    (CAST(:#participantPhone AS text), CAST(:#participantLid AS text))
  ) AS a (phone, lid)
  CROSS JOIN (VALUES ('as sent'), ('digits of the LID'), ('other form')) AS f (form)
) AS p
WHERE p.phone IS NOT NULL
GROUP BY e.instance_id, e.occurred_at, e.received_at, p.phone
ORDER BY p.phone
ON CONFLICT (instance_id, phone) DO NOTHING
