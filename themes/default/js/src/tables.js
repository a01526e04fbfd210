// @ts-check
// Tables of data that can be sorted by a press on the head of a column: up, down, and as they were. Without this they
// read as they are.

import { order } from '../lib/tables/order.js';
import { speaker } from '../lib/words.js';

const own = /** @type {HTMLScriptElement} */ (document.currentScript);
const { say } = speaker(JSON.parse(own.dataset.words ?? '{}'));

/** @type {Record<string, 'ascending' | 'descending' | ''>} */
const NEXT = { '': 'ascending', ascending: 'descending', descending: '' };

/** What a cell says, without the notes of its figures. @param {HTMLElement} cell */
const textOf = (cell) => {
  const copy = /** @type {HTMLElement} */ (cell.cloneNode(true));
  for (const part of copy.querySelectorAll('[popover], button')) part.remove();
  return copy.textContent ?? '';
};

/** @param {HTMLTableElement} table */
const enhance = (table) => {
  const [body] = table.tBodies;
  const rows = [...body.rows];
  const heads = [...table.tHead?.rows[0].cells ?? []];
  const status = document.createElement('p');
  status.className = 'unseen';
  status.setAttribute('role', 'status');
  (table.closest('.table-scroll') ?? table).after(status);
  heads.forEach((head, at) => {
    const column = (head.textContent ?? '').trim();
    if (!column || head.querySelector('a, button')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const way = NEXT[head.ariaSort ?? ''];
      for (const one of heads) one.removeAttribute('aria-sort');
      if (way) head.setAttribute('aria-sort', way);
      const cells = rows.map((row) => textOf(row.cells[at]));
      body.append(...(way ? order(cells, document.documentElement.lang, way).map((place) => rows[place]) : rows));
      status.textContent = say(way || 'as_written', { column });
    });
  });
};

addEventListener('DOMContentLoaded', () => {
  for (const table of /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll('main table.data'))) enhance(table);
});
