-- The phone numbers that rows of this event may be found by, and their LIDs where the event bears both. What is known
-- stays as it is: a LID that is learnt later is for pair-contact.sql.

INSERT INTO whatsapp_contact (instance_id, phone, lid, paired_at, added_at)
SELECT left(coalesce(e.instance_id, 'unknown'), 128), left(p.phone, 128), left(max(p.lid), 128),
       CASE WHEN max(p.lid) IS NOT NULL THEN e.occurred_at END, e.received_at
FROM (VALUES
  (CAST(:#instanceId AS text),
   CAST(:#occurredAt AS timestamp with time zone),
   CAST(:#receivedAt AS timestamp with time zone))
) AS e (instance_id, occurred_at, received_at)
CROSS JOIN (VALUES
  (CAST(:#chatPhone AS text), CAST(:#chatLid AS text)),
  (CAST(:#senderPhone AS text), CAST(:#senderLid AS text)),
  (CAST(:#participantPhone AS text), CAST(:#participantLid AS text))
) AS p (phone, lid)
WHERE p.phone IS NOT NULL
GROUP BY e.instance_id, e.occurred_at, e.received_at, p.phone
ORDER BY p.phone
ON CONFLICT (instance_id, phone) DO NOTHING
