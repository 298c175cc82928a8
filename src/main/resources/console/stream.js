// Hears from the gateway while somebody looks at the page.

import {byId} from './dom.js';

const AGAIN_MILLIS = 2000;

let source = null;
let timer = null;
let filter = '';
let heard = {};

/** Begins to listen: `state` and `lines` are called with what comes. */
export function listen(listeners) {
  heard = listeners;
  document.addEventListener('visibilitychange', connect);
  connect();
}

/** Wants other lines from now on. */
export function only(parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value)).toString();
  filter = query ? '?' + query : '';
  connect();
}

function connect() {
  clearTimeout(timer);
  source?.close();
  source = null;
  // Few can watch at once: a page that nobody looks at makes room.
  if (document.hidden) {
    return;
  }
  source = new EventSource('/console/stream' + filter);
  source.addEventListener('open', () => tell('live', 'good'));
  source.addEventListener('state', event => heard.state(JSON.parse(event.data)));
  source.addEventListener('lines', event => heard.lines(JSON.parse(event.data)));
  source.addEventListener('error', () => {
    const refused = source.readyState === EventSource.CLOSED;
    tell(refused ? 'no room: too many are watching' : 'no answer', 'bad');
    if (refused) {
      timer = setTimeout(connect, AGAIN_MILLIS);
    }
  });
}

function tell(text, mood) {
  const place = byId('connection');
  if (place.textContent !== text) {
    place.textContent = text;
    place.className = 'state ' + mood;
  }
}
