// The webhook as a Node team writes it: Express, and each POST a durable AMQP message to the company's Artemis. 200 is
// answered when the broker has accepted the message, which it does once the message is synced to its journal.
// The service is one process, as `node server.js` is; its broker is another.
//
//   node server.js --server.port=… --broker=tcp://127.0.0.1:… --zapi.instances[0].token=…    (the arguments of all servers)

import { timingSafeEqual } from 'node:crypto';
import express from 'express';
import rhea from 'rhea';

const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`)).slice(name.length + 3);
const token = Buffer.from(option('zapi.instances[0].token'));
const broker = new URL(option('broker'));

const connection = rhea.connect({ host: broker.hostname, port: broker.port });
const sender = connection.open_sender({
  target: { address: 'whatsapp.message.received', capabilities: ['queue'] },
});

// Who waits for the broker's word, by delivery.
const waiting = new Map();
for (const outcome of ['accepted', 'rejected', 'released', 'modified']) {
  sender.on(outcome, ({ delivery }) => {
    waiting.get(delivery)?.(outcome === 'accepted');
    waiting.delete(delivery);
  });
}

const store = (event) =>
  new Promise((settle) => {
    const body = JSON.stringify(event);
    const properties = { eventType: event.type };
    waiting.set(sender.send({ durable: true, body, application_properties: properties }), settle);
  });

const authentic = (given) => given.length === token.length && timingSafeEqual(given, token);

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.use(express.json({ limit: '1mb' }));
app.post('/webhooks/zapi', async (request, response) => {
  if (!authentic(Buffer.from(request.get('z-api-token') ?? ''))) {
    response.sendStatus(401);
  } else if (!sender.sendable()) {
    response.sendStatus(503);
  } else if (await store(request.body)) {
    response.json({ status: 'accepted', events: [request.body.messageId] });
  } else {
    response.sendStatus(503);
  }
});

sender.once('sendable', () => app.listen(Number(option('server.port')), '127.0.0.1'));
connection.on('disconnected', () => process.exit(1));
