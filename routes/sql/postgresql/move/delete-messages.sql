-- The messages that were written by the number: they are there by the LID now.

DELETE FROM whatsapp_message WHERE instance_id = :#instanceId AND chat_id = :#phone
