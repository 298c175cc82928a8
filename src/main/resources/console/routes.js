// The route files.

import {badge, byId, element} from './dom.js';
import {moment} from './format.js';
import {table} from './table.js';

const MOODS = {LOADED: 'good', REFUSED: 'bad'};

export function routes() {
  const rows = table('The files, and which version of each runs', [
    {label: 'File', of: file => file.file},
    {label: 'State', of: file => badge(file.state.toLowerCase(), MOODS[file.state] ?? 'fair')},
    {label: 'Runs', of: file => file.runningHash ? element('code', {}, file.runningHash) : 'nothing of it'},
    {label: 'Since', of: file => moment(file.loadedAt)},
    {label: 'Routes', of: file => (file.routes ?? []).join(', ')},
    {label: 'What is wrong', class: 'wide', of: wrong}
  ], {key: file => file.file, empty: 'There is no route file.'});
  byId('routes-table').append(rows.element);

  return state => {
    const trouble = byId('routes-trouble');
    trouble.textContent = state.routes.trouble ?? '';
    trouble.hidden = !state.routes.trouble;
    rows.show(state.routes.files);
  };
}

function wrong(file) {
  const findings = [...(file.errors ?? []), ...(file.warnings ?? []), file.note].filter(text => text);
  return findings.length ? element('ul', {class: 'findings'}, findings.map(text => element('li', {}, text))) : '';
}
