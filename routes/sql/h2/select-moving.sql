-- The numbers whose LID this transaction has just learnt: nearly always none.

SELECT instance_id AS "instanceId", phone AS "phone", lid AS "lid" FROM whatsapp_contact WHERE moving
