const client = require('rhea');

const broker = new URL(process.argv[2] ?? 'amqp://localhost:61616');
const seen = new Set(); // in earnest: a unique key in your database, see README.md

client.on('message', ({ message, delivery }) => {
  const { eventId } = message.application_properties;
  if (!seen.has(eventId)) {
    const { chat, sender, content } = JSON.parse(message.body).data;
    console.log(chat.id, sender?.name, content.kind, content.text ?? '');
    seen.add(eventId);
  }
  delivery.accept(); // only now the broker forgets the message
});

client
  .connect({ host: broker.hostname, port: broker.port, username: broker.username || 'anonymous', password: broker.password })
  .open_receiver({ source: 'whatsapp.message.received', autoaccept: false, credit_window: 10 });
