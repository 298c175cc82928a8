// How numbers and times are written.

import {element} from './dom.js';

const NUMBER = new Intl.NumberFormat('en');

/** How far this machine's clock is ahead of the gateway's, in milliseconds. */
let ahead = 0;

/** Compares the clocks. */
export function gatewayTime(iso) {
  ahead = Date.now() - Date.parse(iso);
}

export function number(value) {
  return value === undefined || value === null ? '' : NUMBER.format(value);
}

/** A duration that a person takes in at a glance. */
export function duration(seconds) {
  if (seconds < 1) {
    return seconds < 0.0005 ? '0 ms' : Math.round(seconds * 1000) + ' ms';
  }
  if (seconds < 10) {
    return seconds.toFixed(1) + ' s';
  }
  for (const [unit, length] of [['d', 86400], ['h', 3600], ['min', 60]]) {
    if (seconds >= 2 * length) {
      return NUMBER.format(Math.floor(seconds / length)) + ' ' + unit;
    }
  }
  return Math.round(seconds) + ' s';
}

/** How long ago a time was. */
export function ago(iso) {
  return iso ? duration(Math.max(0, (Date.now() - ahead - Date.parse(iso)) / 1000)) + ' ago' : '';
}

/** A moment by the clock of whoever looks; the date too when it was another day. */
export function moment(iso) {
  if (!iso) {
    return null;
  }
  const at = new Date(iso);
  const time = at.toLocaleTimeString('en-GB', {hour12: false}) + '.' + String(at.getMilliseconds()).padStart(3, '0');
  const day = at.toLocaleDateString('en-CA');
  const text = day === new Date().toLocaleDateString('en-CA') ? time : day + ' ' + time;
  return element('time', {datetime: iso, title: iso}, text);
}

/** The last part of a Java class's name. */
export function shortName(type) {
  return type ? type.substring(type.lastIndexOf('.') + 1) : '';
}
