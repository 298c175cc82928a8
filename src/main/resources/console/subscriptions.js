// How the subscriptions stand.

import {badge, byId} from './dom.js';
import {ago, duration, number} from './format.js';
import {table} from './table.js';

const MOODS = {RUNNING: 'good', PAUSED: 'fair', STOPPED: 'fair', ORPHAN: 'bad'};

export function subscriptions() {
  const rows = table('Each route takes its events from a subscription of its own', [
    {label: 'Subscription', of: row => row.name},
    {label: 'State', of: row => badge(row.state.toLowerCase(), MOODS[row.state])},
    {label: 'Why', of: why},
    {label: 'Depth', class: 'number', of: row => number(row.depth)},
    {label: 'Lag', class: 'number', of: row => row.depth ? duration(row.oldestSeconds) : ''},
    {label: 'In flight', class: 'number', of: row => number(row.inFlight)},
    {label: 'Held chats', class: 'number', of: row => number(row.heldChats)},
    {label: 'Delivered', class: 'number', of: row => number(row.delivered)},
    {label: 'Per second', class: 'number', of: row => row.perSecond === undefined ? '' : row.perSecond.toFixed(1)},
    {label: 'Failed attempts', class: 'number', of: row => number(row.failedAttempts)},
    {label: 'Dead letters', class: 'number', of: row => number(row.deadLetters)}
  ], {key: row => row.name, empty: 'No route takes events.'});
  byId('subscriptions-table').append(rows.element);
  return state => rows.show(state.subscriptions);
}

function why(row) {
  const since = row.since ? 'since ' + ago(row.since).replace(' ago', '') : '';
  const because = row.reason ?? (row.state === 'ORPHAN' ? 'no route works on it' : '');
  return [because, since].filter(part => part).join(', ');
}
