// @ts-check
// <ladder-check>: a candidate ticks what a level expects, in the table itself, and sees how much of it that is and what
// the next level needs. The table is in the page already. What is ticked is in the address, and nowhere else.

import { read, write } from '../lib/roles/state.js';
import { comma, speaker, wordsOf } from '../lib/words.js';

/** What a cell says in words, without its dots. @param {Element | null} cell */
const said = (cell) => [...cell?.childNodes ?? []].map((node) => (node instanceof Element && node.matches('.level') ? '' : node.textContent)).join('').trim();

class LadderCheck extends HTMLElement {
  #stop = new AbortController();
  /** @type {import('../lib/words.js').Speaker['say']} */ #words = (key) => key;

  connectedCallback() {
    this.#words = speaker(wordsOf(this)).say;
    const { signal } = this.#stop;
    this.#form.hidden = false;
    this.addEventListener('change', (event) => this.#changed(/** @type {HTMLElement} */ (event.target)), { signal });
    this.#form.addEventListener('submit', (event) => event.preventDefault(), { signal });
    this.#form.addEventListener('click', (event) => this.#pressed(/** @type {HTMLElement} */ (event.target)), { signal });
    addEventListener('hashchange', () => this.#restore(), { signal });
    this.#restore();
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector('form'));
  }

  get #select() {
    return /** @type {HTMLSelectElement} */ (this.querySelector('select'));
  }

  #restore() {
    const state = read(location.hash, 'ladder', this.dataset.ladder ?? '');
    this.#select.value = state?.at?.[0] ?? '';
    if (this.#select.selectedIndex < 0) this.#select.value = '';
    this.#ask(state?.yes ?? []);
  }

  /** The column of a level, from 1 on; 0 for none. @param {string | undefined} level */
  #column(level) {
    return [...this.querySelectorAll('thead th')].findIndex((head) => level && head.getAttribute('data-level') === level) || 0;
  }

  /** What a level expects: its cells that say something, with their rows. @param {number} column */
  #cells(column) {
    const rows = column > 0 ? [.../** @type {NodeListOf<HTMLTableRowElement>} */ (this.querySelectorAll('tbody tr'))] : [];
    return rows.map((row) => ({ row, cell: row.cells[column] })).filter(({ cell }) => cell && !cell.querySelector('.none'));
  }

  /** Puts a box into each cell of the chosen level. @param {string[]} ticked */
  #ask(ticked) {
    this.querySelectorAll('.asked').forEach((cell) => cell.classList.remove('asked'));
    this.querySelectorAll('td .check').forEach((label) => label.replaceWith(...label.lastElementChild?.childNodes ?? []));
    const column = this.#column(this.#select.value);
    for (const { row, cell } of this.#cells(column)) {
      const [label, box, words] = ['label', 'input', 'span'].map((name) => document.createElement(name));
      const input = /** @type {HTMLInputElement} */ (box);
      input.type = 'checkbox';
      input.value = row.dataset.row ?? '';
      input.checked = ticked.includes(input.value);
      label.className = 'check';
      words.append(...cell.childNodes);
      const about = document.createElement('span');
      about.className = 'unseen';
      about.textContent = `${row.cells[0].textContent}: `;
      label.append(about, input, words);
      cell.append(label);
      cell.classList.add('asked');
    }
    this.querySelectorAll('thead .count').forEach((count) => count.remove());
    const head = this.querySelectorAll('thead th')[column > 0 ? column : -1];
    head?.classList.add('asked');
    const count = document.createElement('span');
    count.className = 'count';
    count.setAttribute('aria-hidden', 'true'); // it is said below the list
    head?.firstChild?.after(count);
    this.#count();
  }

  get #boxes() {
    return /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll('td .check input')]);
  }

  #count() {
    const boxes = this.#boxes;
    const yes = boxes.filter((box) => box.checked).length;
    const missing = boxes.filter((box) => !box.checked).map((box) => box.closest('tr')?.cells[0].textContent);
    const counted = boxes.length ? this.#words('count', { yes, all: boxes.length, level: this.#select.selectedOptions[0].text }) : '';
    // In the head of the level, which stays in sight.
    const short = this.querySelector('thead .asked .count');
    if (short) short.textContent = this.#words('short', { yes, all: boxes.length });
    this.#say(yes && missing.length ? `${counted} ${this.#words('missing', { list: missing.join(comma()) })}` : counted);
    this.#next(boxes.length ? this.#column(this.#select.value) : 0);
  }

  /** What the level after this one needs, where it says more. @param {number} column */
  #next(column) {
    const place = /** @type {HTMLElement} */ (this.querySelector('[data-next]'));
    const head = /** @type {HTMLElement | undefined} */ (this.querySelectorAll('thead th')[column + 1]);
    const now = new Map(this.#cells(column).map(({ row, cell }) => [row, said(cell.querySelector('.check > :last-child'))]));
    const more = column > 0 && head ? this.#cells(column + 1).filter(({ row, cell }) => said(cell) !== now.get(row)) : [];
    place.hidden = !more.length;
    const option = [...this.#select.options].find(({ value }) => value === head?.dataset.level);
    const [title, list] = [place.querySelector('summary'), place.querySelector('ul')];
    if (title) title.textContent = this.#words('next', { level: option?.text });
    list?.replaceChildren(...more.map(({ row, cell }) => {
      const [item, name] = [document.createElement('li'), document.createElement('strong')];
      name.textContent = `${row.cells[0].textContent}: `;
      item.append(name, said(cell));
      return item;
    }));
  }

  /** @param {HTMLElement} field */
  #changed(field) {
    if (field === this.#select) this.#ask([]);
    else if (field.closest('td')) this.#count();
    else return;
    const at = this.#select.value;
    const yes = this.#boxes.filter((box) => box.checked).map((box) => box.value);
    const state = write('ladder', this.dataset.ladder ?? '', { at: at ? [at] : [], yes });
    history.replaceState(null, '', state || location.pathname + location.search);
  }

  /** @param {string} words */
  #say(words) {
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = words;
  }

  /** @param {HTMLElement} button */
  async #pressed(button) {
    if (button.dataset.do === 'print') {
      print();
    } else if (button.dataset.do === 'copy') {
      const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
      this.#say(this.#words(copied ? 'copied' : 'not_copied'));
    }
  }
}

customElements.define('ladder-check', LadderCheck);
