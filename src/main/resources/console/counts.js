// How many events came, by instance and type.

import {byId} from './dom.js';
import {ago, number} from './format.js';
import {sparkline} from './sparkline.js';
import {table} from './table.js';

const INTERVALS = 60;

export function counts() {
  let seconds = 5;
  const rows = table('Since the start of the gateway, by instance and type', [
    {label: 'Instance', of: series => series.instanceName ?? series.instanceId ?? 'others'},
    {label: 'Type', of: series => series.type ?? 'others'},
    {label: 'Events', class: 'number', of: series => number(series.count)},
    {label: 'Newest', class: 'number', of: series => ago(series.lastAt)},
    {label: 'Last 5 minutes', of: series => picture(series, seconds)}
  ], {
    key: series => JSON.stringify([series.instanceId, series.type]),
    empty: 'No event has come since the gateway was started.'
  });
  byId('counts-table').append(rows.element);

  return state => {
    seconds = state.intervalSeconds;
    byId('totals').textContent = `Stored: ${number(state.stored)}. Repeats that were recognised: ${number(state.repeated)}.`;
    rows.show(state.counts);
  };
}

function picture(series, seconds) {
  const sum = series.intervals.reduce((all, some) => all + some, 0);
  const minutes = Math.round(INTERVALS * seconds / 60);
  return sparkline(series.intervals, INTERVALS, `${number(sum)} in the last ${minutes} minutes`);
}
