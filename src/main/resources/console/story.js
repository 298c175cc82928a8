// The whole story of one event.

import {announce, badge, byId, element} from './dom.js';
import {showPayload} from './dialogs.js';
import {duration, moment, number, shortName} from './format.js';
import {get} from './gateway.js';
import {table} from './table.js';

const HASH = '#event=';
const MOODS = {delivered: 'good', waiting: 'fair', dead: 'bad', gone: 'fair'};
const WORDS = {gone: 'died; replayed or discarded'};

/** A link that tells an event's story. */
export function eventLink(eventId) {
  const href = HASH + encodeURIComponent(eventId);
  // To where one is already, no browser goes.
  const click = () => location.hash === href && tell();
  return element('a', {href, class: 'id', title: 'The story of event ' + eventId, click}, eventId.substring(0, 8));
}

/** Makes the form and the links work. */
export function stories() {
  const form = byId('find-form');
  form.addEventListener('submit', event => {
    event.preventDefault();
    const hash = HASH + encodeURIComponent(form.elements.id.value.trim());
    if (location.hash === hash) {
      tell();
    } else {
      location.hash = hash;
    }
  });
  window.addEventListener('hashchange', tell);
  tell();
}

async function tell() {
  if (!location.hash.startsWith(HASH)) {
    return;
  }
  const id = decodeURIComponent(location.hash.substring(HASH.length));
  const place = byId('story');
  byId('find-form').elements.id.value = id;
  try {
    const answer = await get('/console/events?id=' + encodeURIComponent(id));
    place.replaceChildren(...answer.events.map(story), ...messages(answer), limits(answer));
    announce(answer.events.length === 0 ? 'Nothing is known of this id.' : `${answer.events.length} found.`);
  } catch (problem) {
    place.replaceChildren(element('p', {class: 'trouble'}, problem.message));
  }
  place.focus();
  byId('find').scrollIntoView();
}

function story(event) {
  return element('article', {class: 'card', 'aria-label': 'Event ' + event.eventId},
    element('h3', {}, event.type ?? 'Event', ' ', element('code', {}, event.eventId)),
    facts(event),
    deliveries(event),
    steps(event),
    event.payload
      ? element('p', {class: 'actions'}, element('button', {type: 'button', click: () => payload(event.eventId)},
        'Show the payload'))
      : null);
}

function facts(event) {
  const instance = event.instanceName ? `${event.instanceName} (${event.instanceId})` : event.instanceId;
  const rows = [
    ['Happened', event.occurredAt ? moment(event.occurredAt) : 'no longer known'],
    ['Received', moment(event.receivedAt)],
    ['Credential', event.credential === 'right'
      ? 'right; nothing else is stored'
      : 'none is configured: taken from this machine only'],
    ['New or repeat', event.repeats
      ? element('span', {}, `new; came again ${number(event.repeats)} times, last at `, moment(event.repeatedAt))
      : 'new; no repeat is remembered'],
    ['Translated as', [event.type, event.contentKind].filter(part => part).join(', ')],
    ['Unknown fields', unknown(event)],
    ['On disk', event.acceptedAt
      ? element('span', {}, moment(event.acceptedAt), ` (${duration(lasted(event.receivedAt, event.acceptedAt))} after it came)`)
      : 'before what is remembered'],
    ['Instance', instance],
    ['Chat', event.chat],
    ['Message', event.messageId ? element('code', {}, event.messageId) : null]
  ];
  return element('dl', {}, rows.filter(([, value]) => value).map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value))));
}

function unknown(event) {
  if (!event.unmappedFields) {
    return 'no longer known: nobody has the event any more';
  }
  return event.unmappedFields.length ? event.unmappedFields.join(', ') : 'none';
}

function deliveries(event) {
  if (event.unrouted) {
    return element('p', {class: 'note'}, 'No subscription wanted it when it came; it went to zapi.unrouted.');
  }
  const rows = table('How it stands, by route', [
    {label: 'Subscription', of: row => row.subscription},
    {label: 'State', of: row => badge(WORDS[row.state] ?? row.state, MOODS[row.state])},
    {label: 'Since', of: row => moment(row.at)},
    {label: 'Route', of: row => [row.route, row.routeVersion].filter(part => part).join('@')},
    {label: 'Attempts', class: 'number', of: row => number(row.attempts)},
    {label: 'Why', class: 'wide', of: row => [shortName(row.exception), row.reason].filter(part => part).join(': ')}
  ], {key: row => row.subscription, empty: 'What the routes did with it is no longer remembered, and it waits in no queue.'});
  rows.show(event.deliveries);
  return rows.element;
}

function steps(event) {
  if (event.steps.length === 0) {
    return null;
  }
  return element('details', {},
    element('summary', {}, `Step by step (${event.steps.length})`),
    element('ol', {class: 'steps'}, event.steps.map(step => element('li', {}, moment(step.at), ' ', step.what, ' ',
      [step.subscription, step.routeVersion && 'version ' + step.routeVersion, step.attempt && 'attempt ' + step.attempt,
        shortName(step.exception)].filter(part => part).join(', ')))));
}

function messages(answer) {
  return answer.messages.map(message => element('article', {class: 'card', 'aria-label': 'The message'},
    element('h3', {}, 'The message, as the tables have it'),
    element('dl', {}, [
      ['Direction', message.direction],
      ['Kind', message.kind],
      ['Sent', moment(message.sentAt)],
      ['Status', message.status ? element('span', {}, message.status + ' ', moment(message.statusAt) ?? '') : null],
      ['Read by', message.readCount ? number(message.readCount) : null],
      ['Edited', moment(message.editedAt)],
      ['Deleted', moment(message.deletedAt)],
      ['Error', message.error]
    ].filter(([, value]) => value).map(([name, value]) =>
      element('div', {}, element('dt', {}, name), element('dd', {}, value))))));
}

/** What this page cannot know. */
function limits(answer) {
  const said = [
    answer.events.length === 0 ? 'Nothing is known of this id.' : null,
    element('span', {}, 'The gateway remembers what happened since ', moment(answer.rememberedSince),
      '; of what was before, it knows what waits in its queues'
        + (answer.tables === 'read' ? ' and what the tables have.' : '.')),
    answer.tables === 'unreadable' ? 'The database cannot be read now.' : null,
    answer.tables === 'off' ? 'There is no database.' : null,
    answer.partly.length ? 'Looked at only in part: ' + answer.partly.join(', ') + '.' : null
  ];
  return element('p', {class: 'note'}, said.filter(part => part).flatMap(part => [part, ' ']));
}

async function payload(eventId) {
  try {
    const event = await get('/console/events/' + encodeURIComponent(eventId));
    showPayload(`Payload of ${eventId}`, JSON.stringify(event, null, 2));
  } catch (problem) {
    announce(problem.message);
  }
}

function lasted(from, to) {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
}
