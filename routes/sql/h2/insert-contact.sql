-- The phone numbers that rows of this event may be found by, and their LIDs where the event bears both. What is known
-- stays as it is: a LID that is learnt later is for pair-contact.sql.

MERGE INTO whatsapp_contact AS c USING (
  SELECT left(coalesce(e.instance_id, 'unknown'), 128), left(p.phone, 128), left(max(p.lid), 128),
         CASE WHEN max(p.lid) IS NOT NULL THEN e.occurred_at END, e.received_at
  FROM (VALUES
    (CAST(:#instanceId AS varchar),
     CAST(:#occurredAt AS timestamp with time zone),
     CAST(:#receivedAt AS timestamp with time zone))
  ) AS e (instance_id, occurred_at, received_at)
  CROSS JOIN (VALUES
    (CAST(:#chatPhone AS varchar), CAST(:#chatLid AS varchar)),
    (CAST(:#senderPhone AS varchar), CAST(:#senderLid AS varchar)),
    (CAST(:#participantPhone AS varchar), CAST(:#participantLid AS varchar))
  ) AS p (phone, lid)
  WHERE p.phone IS NOT NULL
  GROUP BY e.instance_id, e.occurred_at, e.received_at, p.phone
) AS new (instance_id, phone, lid, paired_at, added_at)
ON c.instance_id = new.instance_id AND c.phone = new.phone
WHEN NOT MATCHED THEN INSERT (instance_id, phone, lid, paired_at, added_at)
VALUES (new.instance_id, new.phone, new.lid, new.paired_at, new.added_at)
