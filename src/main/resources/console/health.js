// The parts of health.

import {badge, byId, element} from './dom.js';
import {health} from './gateway.js';

const EVERY_MILLIS = 10_000;
const PARTS = ['inbox', 'routes', 'broker', 'db'];
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
}
