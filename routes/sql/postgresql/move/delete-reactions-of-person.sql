-- The reactions of the person that were written by the number: they are there by the LID now.

DELETE FROM whatsapp_reaction WHERE instance_id = :#instanceId AND person = :#phone
