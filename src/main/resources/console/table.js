// Tables whose rows stay while what they show changes, so that focus and selection stay too.

import {element} from './dom.js';

/**
 * A table.
 *
 * @param caption what it shows
 * @param columns each with a label, and either `of`, which gives the text or node for an item, or `control`, which gives a
 *   node once for each row and is handed a function that gives the row's item
 * @param options `key`: gives what tells an item from others; `empty`: what to say when there is none
 */
export function table(caption, columns, options) {
  const body = element('tbody', {role: 'rowgroup'});
  const head = element('tr', {role: 'row'}, columns.map(column =>
    element('th', {role: 'columnheader', scope: 'col', class: column.class}, column.label)));
  const grid = element('table', {role: 'table'},
    element('caption', {}, caption),
    element('thead', {role: 'rowgroup'}, head),
    body);
  const nothing = element('p', {class: 'note'}, options.empty);
  const rows = new Map();

  function show(items) {
    const wanted = new Set(items.map(options.key));
    for (const [key, row] of rows) {
      if (!wanted.has(key)) {
        row.line.remove();
        rows.delete(key);
      }
    }
    items.forEach((item, position) => {
      const row = rows.get(options.key(item)) ?? make(item);
      row.show(item);
      if (body.children[position] !== row.line) {
        body.insertBefore(row.line, body.children[position] ?? null);
      }
    });
    grid.hidden = items.length === 0;
    nothing.hidden = items.length > 0;
  }

  function make(first) {
    const row = {item: first, shown: null};
    const cells = columns.map(column => element('td', {role: 'cell', 'data-label': column.label, class: column.class},
      column.control ? column.control(() => row.item) : null));
    row.line = element('tr', {role: 'row'}, cells);
    row.show = item => {
      row.item = item;
      columns.forEach((column, index) => column.of && put(cells[index], column.of(item)));
    };
    rows.set(options.key(first), row);
    return row;
  }

  show([]);
  return {element: element('div', {}, grid, nothing), show};
}

function put(cell, content) {
  if (typeof content === 'object' && content !== null) {
    const old = cell.firstElementChild;
    if (!old || !old.isEqualNode(content)) {
      cell.replaceChildren(content);
    }
  } else if (cell.textContent !== String(content ?? '')) {
    cell.textContent = content ?? '';
  }
}
