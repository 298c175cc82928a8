// What waits for an operator: dead letters, unrouted events, rejected bodies.

import {announce, byId, element} from './dom.js';
import {ask, showPayload} from './dialogs.js';
import {moment, number, shortName} from './format.js';
import {get, post} from './gateway.js';
import {eventLink} from './story.js';
import {table} from './table.js';

const UNROUTED = 'zapi.unrouted';
const REJECTED = 'zapi.rejected';
const PAGE = 50;

export function deadLetters() {
  let names = [];
  const queues = table('The queues that wait for you', [
    {label: 'Of', of: queue => queue.name},
    {label: 'Messages', class: 'number', of: queue => number(queue.count)},
    {label: 'Since', of: queue => moment(queue.oldest)},
    {label: 'Show', class: 'actions', control: queue => element('button', {
      type: 'button', 'aria-label': 'List ' + queue().name, click: () => open(queue().name)
    }, 'List')}
  ], {key: queue => queue.name, empty: 'There is no queue yet.'});
  byId('dead-letters-table').append(queues.element);

  async function open(name) {
    const place = byId('letters');
    try {
      const answer = await get(`/actuator/deadletters/${encodeURIComponent(name)}?limit=${PAGE}`);
      place.replaceChildren(letters(answer, names, () => open(name)));
      place.focus();
    } catch (problem) {
      announce(problem.message);
    }
  }

  return state => {
    names = state.subscriptions.map(subscription => subscription.name);
    queues.show(state.deadLetters);
  };
}

function letters(answer, names, again) {
  const name = answer.name;
  const act = (action, selection, text) => change(name, action, selection, text, names, again);
  const one = (label, eventId) =>
    button(label, () => act(label.toLowerCase(), {eventId}, `Event ${eventId}`), eventId);
  const rows = table(`The first ${PAGE} of ${name}`, [
    {label: 'Event', of: letter => name === REJECTED ? letter.eventId : eventLink(letter.eventId)},
    {label: 'Type', of: letter => letter.type},
    {label: 'Since', of: letter => moment(letter.since)},
    {label: 'Attempts', class: 'number', of: letter => number(letter.attempts)},
    {label: 'Why', class: 'wide', of: why},
    {label: 'Do', class: 'actions', control: letter => element('span', {},
      button('Payload', () => payload(name, letter().eventId), letter().eventId),
      name === REJECTED ? null : one('Replay', letter().eventId),
      one('Discard', letter().eventId))}
  ], {key: letter => letter.eventId, empty: `Nothing waits in ${name}.`});
  rows.show(answer.deadLetters);
  return element('div', {class: 'card'},
    element('h3', {}, `${name}: ${number(answer.count)}`),
    element('p', {class: 'actions'},
      button('Look again', again),
      answer.count && name !== REJECTED ? button('Replay all', () => act('replay', {all: true}, 'All of them')) : null,
      answer.count ? button('Discard all', () => act('discard', {all: true}, 'All of them')) : null),
    rows.element);
}

/** What went wrong, and at which step of the route. */
function why(letter) {
  const what = [shortName(letter.exception), letter.reason].filter(x => x).join(': ');
  return letter.node ? `${what}, at ${letter.node}` : what;
}

/** A button; `about` tells those who do not see its row what it is about. */
function button(label, click, about) {
  return element('button', {type: 'button', 'aria-label': about && `${label} ${about}`, click}, label);
}

async function payload(name, eventId) {
  try {
    const path = `/actuator/deadletters/${encodeURIComponent(name)}/${encodeURIComponent(eventId)}?body=true`;
    const letter = await get(path);
    const body = letter.event ? JSON.stringify(letter.event, null, 2) : letter.body ?? letter.bodyBase64;
    showPayload(`Payload of ${eventId}`, body);
  } catch (problem) {
    announce(problem.message);
  }
}

async function change(name, action, selection, what, names, again) {
  const isReplay = action === 'replay';
  const isChoice = isReplay && name === UNROUTED;
  const goes = isChoice ? 'the subscription of your choice, whatever its filter says,' : 'its subscription again,';
  const said = await ask({
    title: isReplay ? 'Replay' : 'Discard',
    text: isReplay
      ? `${what} of ${name}: to ${goes} behind what waits there.`
      : `${what} of ${name}: removed for good.`,
    action: isReplay ? 'Replay' : 'Discard',
    needsReason: !isReplay,
    to: isChoice ? names : null
  });
  if (!said) {
    return;
  }
  try {
    const path = `/actuator/deadletters/${encodeURIComponent(name)}`;
    const done = await post(path, {action, ...selection, reason: said.reason || undefined, to: said.to});
    announce(`${number(done.count)} ${isReplay ? 'replayed' : 'discarded'}${done.more ? '; there are more' : ''}.`);
    await again();
  } catch (problem) {
    announce(problem.message);
  }
}
