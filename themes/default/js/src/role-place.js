// @ts-check
// The answer for one place above the list of all: in the strip of a role, and above the chart of a page of pay, where a
// press on a name of the list chooses it, too. The choice stays in this browser, and every tool begins with it.

import { asked, begin, keep, kept } from '../lib/pay/place.js';
import { comma } from '../lib/words.js';

/** @typedef {{row: HTMLElement, button?: HTMLAnchorElement, link?: HTMLAnchorElement}} Row */

/** What a row is called, without its measure. @param {Element} name */
const nameOf = (name) => [...name.childNodes].filter((node) => node.nodeName !== 'SMALL').map((node) => node.textContent).join('').trim();

/** The rows of the chart below a strip, by name. @param {Element} strip @returns {Map<string, Row>} */
const rowsBelow = (strip) => {
  const rows = new Map();
  for (let next = strip.nextElementSibling; next && !rows.size; next = next.nextElementSibling) {
    const chart = next.matches('.chart') ? next : next.querySelector('.chart');
    for (const row of chart?.querySelectorAll('.ranges > ul > li:has(> .range-name)') ?? []) {
      const name = nameOf(/** @type {Element} */ (row.querySelector('.range-name')));
      if (!rows.has(name)) rows.set(name, { row });
    }
  }
  return rows;
};

/** Makes the name of a row what chooses it, by mouse and keyboard; with Ctrl and its like a link stays one. @param {Row} row @param {string} text @param {() => void} press */
const choosable = (row, text, press) => {
  const name = /** @type {HTMLElement} */ (row.row.querySelector('.range-name'));
  row.link = name.querySelector('a') ?? undefined;
  row.button = row.link ?? document.createElement('a');
  if (!row.link) {
    row.button.textContent = text;
    row.button.tabIndex = 0;
    name.replaceChildren(row.button, ...name.querySelectorAll('small'));
  }
  row.button.setAttribute('role', 'button');
  const chosen = (/** @type {KeyboardEvent | MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    press();
  };
  row.button.addEventListener('click', chosen);
  row.button.addEventListener('keydown', (event) => { if (event.key === ' ' || event.key === 'Enter') chosen(event); });
};

/** @param {HTMLElement} strip */
const start = (strip) => {
  const select = strip.querySelector('select');
  const [label, name] = [strip.querySelector('dt'), strip.querySelector('dt span')];
  const [amount, note] = strip.querySelectorAll('.answer dd');
  if (!select || !label || !name || !amount) return;
  const caption = label.firstChild?.textContent ?? '';
  const options = [...select.options];
  const rows = rowsBelow(strip);
  const status = document.createElement('p');
  status.className = 'unseen';
  status.setAttribute('role', 'status');
  strip.after(status);

  const show = () => {
    const [option] = select.selectedOptions;
    amount.textContent = option.value;
    const { per = '', example = '', more = '' } = option.dataset;
    const mark = document.createElement('span');
    mark.className = 'mark';
    mark.textContent = example;
    const now = rows.get(option.text);
    const read = document.createElement('a');
    // As it is written: an address of this site has no number on paper.
    read.setAttribute('href', now?.link?.getAttribute('href') ?? '');
    read.textContent = more;
    const told = now?.row.querySelector('.differ') ?? now?.row.querySelector('.range-more summary');
    note?.replaceChildren(per, ...(example ? [' ', mark, ' '] : []), ...(strip.dataset.places ? [told?.textContent ?? '', ' ', ...(now?.link ? [read] : [])] : []));
    const drawn = now?.row.querySelector('.track');
    const ticks = now?.row.parentElement?.previousElementSibling;
    if (drawn && ticks?.matches('.ticks')) strip.querySelector('.plot')?.replaceChildren(drawn.cloneNode(true), ticks.cloneNode(true));
    for (const { row, button } of rows.values()) {
      row.toggleAttribute('data-chosen', row === now?.row);
      button?.setAttribute('aria-pressed', String(row === now?.row));
    }
  };

  const choose = () => {
    show();
    const { place } = select.selectedOptions[0].dataset;
    if (place) {
      keep(place);
      const address = new URL(location.href);
      address.searchParams.set('place', place);
      history.replaceState(null, '', address);
    }
    status.textContent = `${caption}${comma()}${select.selectedOptions[0].text}: ${select.value}`;
  };

  if (strip.dataset.places) {
    options.forEach((option, at) => {
      const row = rows.get(option.text);
      if (row) choosable(row, option.text, () => { select.selectedIndex = at; choose(); });
    });
  }
  const at = begin(options.map((option) => option.dataset.place), [asked(location.search), kept()]);
  if (at >= 0) select.selectedIndex = at;
  select.addEventListener('change', choose);
  select.hidden = false;
  /** @type {HTMLElement} */ (name).hidden = true;
  show();
};

for (const strip of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.strip[data-places]'))) start(strip);
