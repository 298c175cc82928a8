// Questions before something is changed, and payloads.

import {byId, element} from './dom.js';

/**
 * Asks before something is done.
 *
 * @param question `title`, `text`, `action` (the button's word), `needsReason`, and `to`: names to choose one from
 * @returns what was said, or null when it was cancelled
 */
export function ask(question) {
  const dialog = byId('question');
  const form = dialog.querySelector('form');
  const submit = form.querySelector('[type=submit]');
  const {reason, to} = form.elements;
  byId('question-title').textContent = question.title;
  byId('question-text').textContent = question.text;
  byId('question-to').hidden = !question.to;
  to.replaceChildren(...(question.to ?? []).map(name => element('option', {value: name}, name)));
  reason.value = '';
  reason.required = Boolean(question.needsReason);
  submit.textContent = question.action;

  return new Promise(resolve => {
    const listening = new AbortController();
    function end(said) {
      listening.abort();
      dialog.close();
      resolve(said);
    }
    const signal = listening.signal;
    form.addEventListener('submit', event => {
      event.preventDefault();
      end({reason: reason.value, to: question.to ? to.value : undefined});
    }, {signal});
    form.querySelector('[value=cancel]').addEventListener('click', () => end(null), {signal});
    dialog.addEventListener('cancel', () => end(null), {signal});
    dialog.showModal();
    (question.to ? to : reason).focus();
  });
}

/** Shows what people wrote, to who asked for it. */
export function showPayload(title, text) {
  const dialog = byId('payload');
  byId('payload-title').textContent = title;
  byId('payload-text').textContent = text;
  dialog.querySelector('button').onclick = () => dialog.close();
  // What was shown once is not kept in the page.
  dialog.onclose = () => byId('payload-text').replaceChildren();
  dialog.showModal();
}
