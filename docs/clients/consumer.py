import json
import sys

from proton.handlers import MessagingHandler
from proton.reactor import Container


class Consumer(MessagingHandler):
    def __init__(self, broker):
        super().__init__(auto_accept=False, prefetch=10)
        self.broker = broker
        self.seen = set()  # in earnest: a unique key in your database, see README.md

    def on_start(self, event):
        event.container.create_receiver(event.container.connect(self.broker), "whatsapp.message.received")

    def on_message(self, event):
        if event.message.properties["eventId"] not in self.seen:
            data = json.loads(event.message.body)["data"]
            content = data["content"]
            print(data["chat"]["id"], data.get("sender", {}).get("name"), content["kind"], content.get("text", ""))
            self.seen.add(event.message.properties["eventId"])
        self.accept(event.delivery)  # only now the broker forgets the message


Container(Consumer(sys.argv[1] if len(sys.argv) > 1 else "amqp://localhost:61616")).run()
