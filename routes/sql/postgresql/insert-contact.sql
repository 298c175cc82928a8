-- The phone numbers that rows of this event may be found by, and their LIDs where the event bears both. What is known
-- stays as it is: a LID that is learnt later is for pair-contact.sql.
--
-- A LID of up to 13 digits may come without "@lid", where it looks like a number, and a Brazilian number with or without
-- its ninth digit: these count as numbers of the same LID, too.

WITH named AS (
  INSERT INTO whatsapp_contact AS c (instance_id, phone, lid, paired_at, added_at)
  SELECT left(coalesce(e.instance_id, 'unknown'), 128), left(e.phone, 128), left(e.lid, 128),
         CASE WHEN e.lid IS NOT NULL THEN e.occurred_at END, e.received_at
  FROM (
    SELECT e.instance_id, e.occurred_at, e.received_at, p.phone,
      -- An event may bear both forms of a number, and the LID with one of them.
      max(max(p.lid)) OVER (PARTITION BY
        CASE WHEN p.phone ~ '^55[0-9]{2}9[6-9][0-9]{7}$' THEN left(p.phone, 4) || substring(p.phone, 6) ELSE p.phone END
      ) AS lid
    FROM (VALUES
      (CAST(:#instanceId AS text),
       CAST(:#occurredAt AS timestamp with time zone),
       CAST(:#receivedAt AS timestamp with time zone),
       CAST(:#chatPhone AS text), CAST(:#chatLid AS text),
       CAST(:#senderPhone AS text), CAST(:#senderLid AS text),
       CAST(:#participantPhone AS text), CAST(:#participantLid AS text))
    ) AS e (instance_id, occurred_at, received_at, chat_phone, chat_lid, sender_phone, sender_lid,
            participant_phone, participant_lid)
    CROSS JOIN LATERAL (VALUES
      (e.chat_phone, e.chat_lid),
      (e.sender_phone, e.sender_lid),
      (e.participant_phone, e.participant_lid),
      (CASE WHEN length(e.chat_lid) <= 17 THEN left(e.chat_lid, -4) END, e.chat_lid),
      (CASE WHEN length(e.sender_lid) <= 17 THEN left(e.sender_lid, -4) END, e.sender_lid),
      (CASE WHEN length(e.participant_lid) <= 17 THEN left(e.participant_lid, -4) END, e.participant_lid)
    ) AS p (phone, lid)
    WHERE p.phone IS NOT NULL
    GROUP BY e.instance_id, e.occurred_at, e.received_at, p.phone
  ) AS e
  ORDER BY e.phone
  ON CONFLICT (instance_id, phone) DO NOTHING
  RETURNING c.instance_id, c.phone, c.lid, c.paired_at, c.added_at
)
-- The other form of a number, when its LID is new.
INSERT INTO whatsapp_contact AS c (instance_id, phone, lid, paired_at, added_at)
SELECT n.instance_id, f.phone, max(n.lid), max(n.paired_at), max(n.added_at)
FROM named AS n
CROSS JOIN LATERAL (SELECT
  CASE WHEN n.phone ~ '^55[0-9]{2}9[6-9][0-9]{7}$' THEN left(n.phone, 4) || substring(n.phone, 6)
       WHEN n.phone ~ '^55[0-9]{2}[6-9][0-9]{7}$' THEN left(n.phone, 4) || '9' || substring(n.phone, 5)
  END) AS f (phone)
WHERE n.lid IS NOT NULL
  AND f.phone IS NOT NULL
  AND f.phone NOT IN (SELECT phone FROM named)
GROUP BY n.instance_id, f.phone
ORDER BY f.phone
ON CONFLICT (instance_id, phone) DO UPDATE
SET lid = excluded.lid, paired_at = excluded.paired_at, moving = TRUE
WHERE c.lid IS NULL OR c.lid <> excluded.lid AND c.paired_at < excluded.paired_at
