-- How long do people wait for a reply? For each day the number of questions (the first message after an answer) that were
-- answered, and the average and median wait in minutes.

SELECT
  CAST(asked_at AS date) AS "day",
  count(*) AS questions,
  CAST(avg(minutes) AS numeric(12, 1)) AS average_minutes,
  CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes) AS numeric(12, 1)) AS median_minutes
FROM (
  SELECT
    sent_at AS asked_at,
    CAST(extract(EPOCH FROM (
      SELECT min(reply.sent_at) FROM whatsapp_message reply
      WHERE reply.instance_id = turn.instance_id AND reply.chat_id = turn.chat_id
        AND reply.direction = 'sent' AND reply.sent_at > turn.sent_at) - sent_at) / 60 AS numeric(12, 3)) AS minutes
  FROM (
    SELECT m.*, lag(direction) OVER (PARTITION BY instance_id, chat_id ORDER BY sent_at, message_id) AS before
    FROM whatsapp_message m
    WHERE chat_kind = 'direct' AND sent_at IS NOT NULL
  ) AS turn
  WHERE direction = 'received' AND coalesce(before, 'sent') = 'sent'
) AS question
WHERE minutes IS NOT NULL
GROUP BY CAST(asked_at AS date)
ORDER BY CAST(asked_at AS date)
