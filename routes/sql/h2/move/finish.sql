-- All rows of the number are by the LID now.

UPDATE whatsapp_contact SET moving = FALSE WHERE instance_id = :#instanceId AND phone = :#phone
