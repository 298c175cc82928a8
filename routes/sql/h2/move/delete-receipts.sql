-- The receipts that were written by the number: they are there by the LID now.

DELETE FROM whatsapp_receipt WHERE instance_id = :#instanceId AND participant = :#phone
