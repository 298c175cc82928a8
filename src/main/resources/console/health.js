// The parts of health, and what the gateway noticed that nobody told.

import {badge, byId, element} from './dom.js';
import {health} from './gateway.js';

const EVERY_MILLIS = 10_000;
const PARTS = ['inbox', 'routes', 'broker', 'db', 'notices'];
const MOODS = {UP: 'good', DEGRADED: 'fair'};

export function healthOfParts() {
  async function look() {
    if (!document.hidden) {
      await health().then(show).catch(() => byId('health').replaceChildren());
    }
    setTimeout(look, EVERY_MILLIS);
  }
  look();
}

function show(answer) {
  byId('health').replaceChildren(...PARTS
    .filter(part => answer.components?.[part])
    .map(part => {
      const status = answer.components[part].status;
      return element('li', {}, part + ' ', badge(status.toLowerCase(), MOODS[status] ?? 'bad'));
    }));
  notice(answer.components?.notices?.details ?? {});
}

function notice(noticed) {
  const unusual = Object.entries(noticed.instances ?? {}).map(([name, words]) => `${name}: ${words.join('; ')}`);
  const unknown = (noticed.unknown ?? []).map(what => `Z-API sends what this release does not know: ${what}`);
  byId('notices').replaceChildren(
    ...unusual.map(text => element('li', {class: 'trouble'}, text)),
    ...unknown.map(text => element('li', {}, text)));
}
