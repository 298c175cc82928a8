// The instances of Z-API.

import {badge, byId} from './dom.js';
import {ago, number} from './format.js';
import {get} from './gateway.js';
import {table} from './table.js';

const EVERY_MILLIS = 10_000;

export function instances() {
  const rows = table('Connected as their newest event tells', [
    {label: 'Instance', of: row => row.name ? `${row.name} (${row.id})` : row.id},
    {label: 'State', of: connection},
    {label: 'Since', of: row => ago(row.changedAt)},
    {label: 'Newest event', of: row => ago(row.lastAt) || 'none since the start'},
    {label: 'Events', class: 'number', of: row => number(row.events)},
    {label: 'Configured', of: row => row.configured ? 'yes' : 'no'},
    {label: 'Last error', of: row => row.lastError}
  ], {key: row => row.id, empty: 'No instance is configured, and no event has named one.'});
  byId('instances-table').append(rows.element);

  async function look() {
    if (!document.hidden) {
      await get('/console/instances').then(answer => rows.show(answer.instances)).catch(() => {});
    }
    setTimeout(look, EVERY_MILLIS);
  }
  look();
}

function connection(row) {
  if (row.connected === undefined) {
    return badge('not known', '');
  }
  return row.connected ? badge('connected', 'good') : badge('disconnected', 'bad');
}
