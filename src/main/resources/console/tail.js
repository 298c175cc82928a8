// The live tail.

import {badge, byId, element} from './dom.js';
import {duration, moment, shortName} from './format.js';
import {eventLink} from './story.js';
import {only} from './stream.js';
import {table} from './table.js';

const MOST_LINES = 200;
const MOODS = {accepted: '', delivered: 'good', waiting: 'fair', unrouted: 'fair', dead: 'bad'};

export function tail() {
  let shown = [];
  let numbered = 0;
  let paused = false;
  const filter = byId('tail-filter');
  const rows = table('The newest first', [
    {label: 'At', of: line => moment(line.at)},
    {label: 'Outcome', of: outcome},
    {label: 'Type', of: line => line.type},
    {label: 'Instance', of: line => line.instanceName ?? line.instanceId},
    {label: 'Chat', of: line => line.chat},
    {label: 'Age', class: 'number', of: line => line.ageMillis === undefined ? '' : duration(line.ageMillis / 1000)},
    {label: 'Route', of: route},
    {label: 'Event', of: line => line.eventId ? eventLink(line.eventId) : ''}
  ], {key: line => line.number, empty: 'Nothing has happened since you opened this page.'});
  byId('tail-table').append(rows.element);

  byId('tail-pause').addEventListener('click', event => {
    paused = !paused;
    event.target.setAttribute('aria-pressed', paused);
    event.target.textContent = paused ? 'Go on' : 'Pause';
    draw();
  });
  filter.addEventListener('change', () => {
    shown = [];
    draw();
    only(Object.fromEntries(new FormData(filter)));
  });
  filter.addEventListener('submit', event => event.preventDefault());

  function draw() {
    if (!paused) {
      rows.show(shown);
    }
  }

  return {
    lines(lines) {
      lines.forEach(line => shown.unshift({...line, number: numbered++}));
      shown.length = Math.min(shown.length, MOST_LINES);
      draw();
    },
    state(state) {
      choices(filter.elements.type, state.counts.map(series => series.type));
      choices(filter.elements.instance, state.counts.map(series => series.instanceName ?? series.instanceId));
      choices(filter.elements.subscription, state.subscriptions.map(subscription => subscription.name));
    }
  };
}

function outcome(line) {
  return line.lost ? badge(`${line.lost} lines left out`, 'fair') : badge(line.outcome, MOODS[line.outcome] ?? '');
}

function route(line) {
  if (!line.subscription) {
    return '';
  }
  return [
    line.subscription + (line.routeVersion ? '@' + line.routeVersion : ''),
    line.attempt ? 'attempt ' + line.attempt : null,
    shortName(line.exception) || null
  ].filter(part => part).join(', ');
}

function choices(select, values) {
  const known = new Set([...select.options].map(option => option.value));
  [...new Set(values)].filter(value => value && !known.has(value)).sort()
    .forEach(value => select.append(element('option', {value}, value)));
}
