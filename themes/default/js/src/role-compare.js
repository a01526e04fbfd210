// @ts-check
// <role-compare>: shows two to four columns of a table that holds every role, in the order in which they were picked. The
// table and the form are in the page already; without this the table stays whole. The choice is in the address, and
// nowhere else.

import { kept } from '../lib/pay/place.js';
import { columns, common, differs, read, write } from '../lib/roles/state.js';
import { comma, speaker, wordsOf } from '../lib/words.js';

class RoleCompare extends HTMLElement {
  #stop = new AbortController();
  /** In the order of the page. @type {HTMLTableRowElement[]} */ #rows = [];
  /** The roles to show, the first picked first. @type {string[]} */ #roles = [];
  /** Where the rows stand one below the other, each of them a fold. */ #narrow = matchMedia('(width < 48rem)');
  /** @type {import('../lib/words.js').Speaker['say']} */ #words = (key) => key;

  connectedCallback() {
    this.#words = speaker(wordsOf(this)).say;
    this.#rows = [...this.querySelectorAll('tr')];
    const { signal } = this.#stop;
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll('.live'))) part.hidden = false;
    this.#form.addEventListener('change', () => this.#picked(), { signal });
    this.#form.addEventListener('submit', (event) => event.preventDefault(), { signal });
    this.addEventListener('click', (event) => this.#pressed(/** @type {HTMLElement} */ (event.target)), { signal });
    this.#narrow.addEventListener('change', () => this.#fold(), { signal });
    addEventListener('hashchange', () => this.#restore(), { signal });
    this.#begin();
    this.#fold();
    this.#restore();
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector('form'));
  }

  /** @returns {HTMLInputElement[]} */
  get #boxes() {
    return [...this.#form.querySelectorAll('input')].filter((box) => box.name === 'role');
  }

  #restore() {
    const state = read(location.hash, 'compare', '1');
    const known = this.#boxes.map((box) => box.value);
    // Two to begin with: six columns at once compare nothing. Where one is named, the other is left to be picked.
    this.#roles = columns(state?.roles ?? known.slice(0, 2), known);
    for (const box of this.#boxes) box.checked = this.#roles.includes(box.value);
    this.#show();
  }

  #picked() {
    const picked = this.#boxes.filter((box) => box.checked).map((box) => box.value);
    this.#roles = [...new Set([...this.#roles, ...picked])].filter((role) => picked.includes(role));
    this.#show();
    history.replaceState(null, '', write('compare', '1', { roles: this.#roles }) || location.pathname + location.search);
  }

  #show() {
    const picked = this.#roles;
    const [all, alone] = [!picked.length, picked.length === 1];
    for (const box of this.#boxes) box.disabled = picked.length > 3 && !box.checked;
    this.classList.toggle('few', !all);
    this.classList.toggle('two', picked.length === 2);
    // Each column's place: those that were picked, then the others as the page has them.
    const places = [...new Set([...picked, ...this.#boxes.map((box) => box.value)])];
    const only = this.querySelector('[name=only]');
    let [count, hidden] = [0, 0];
    /** @type {[number, number, Element][]} */
    const order = [];
    this.#rows.forEach((row, at) => {
      const cells = /** @type {HTMLElement[]} */ ([...row.querySelectorAll('[data-role]')]);
      const place = (/** @type {HTMLElement} */ cell) => places.indexOf(cell.dataset.role ?? '');
      row.append(...cells.sort((a, b) => place(a) - place(b)));
      for (const cell of cells) cell.hidden = !all && place(cell) >= picked.length;
      const mark = row.querySelector('.differ');
      if (!mark) return;
      const seen = cells.filter((cell) => !cell.hidden);
      const stated = seen.filter((cell) => !cell.querySelector('.none'));
      // Where one says nothing, nothing is known to differ.
      const others = differs(stated.map((cell) => cell.textContent ?? ''));
      // What is told in sentences has other words whatever it means, so that no mark would say anything.
      const told = 'told' in row.dataset && others;
      // What is marked, counted and left by the switch is one and the same.
      const differ = others && !told;
      const shared = this.#share(told ? [] : stated);
      row.classList.toggle('differs', differ);
      row.classList.toggle('same', !others && stated.length === seen.length && !alone);
      mark.textContent = told || alone ? '' : this.#words(shared ? 'in_common' : differ ? 'differs' : stated.length < seen.length ? 'in_part' : 'same', { count: shared });
      const left = only instanceof HTMLInputElement && only.checked && !differ && !alone;
      row.hidden = left || stated.length === 0;
      hidden += Number(left && stated.length > 0);
      count += Number(differ);
      order.push([told ? 1 : differ ? 0 : 2, at, row]);
    });
    // What differs comes first, then what is told, and what is the same last; each keeps its order.
    order.sort(([a, x], [b, y]) => a - b || x - y);
    this.querySelector('tbody')?.append(...order.map(([, , row]) => row));
    const titles = picked.map((role) => this.#boxes.find((box) => box.value === role)?.parentElement?.textContent?.trim() ?? '');
    const pages = /** @type {HTMLElement | null} */ (this.querySelector('.own-pages'));
    if (pages) pages.hidden = !all;
    const own = [...pages?.querySelectorAll('a') ?? []].filter((page) => titles.every((title) => page.text.toLowerCase().includes(title.toLowerCase())));
    if (all) this.#say(this.#words('all'));
    else if (alone) this.#say(this.#words('alone', { role: titles[0] }));
    else this.#say(this.#words('differ', { roles: titles.join(comma()), count }), hidden ? ` ${this.#words('hidden', { count: hidden })}` : '', ...own.map((page) => this.#own(page)));
  }

  /** Puts the pay of the place that was chosen on any page before that of others. */
  #begin() {
    const own = this.dataset.places?.split('\n').find((place) => place.startsWith(`${kept()} `));
    const title = own?.slice(own.indexOf(' ') + 1);
    const begins = (/** @type {Element} */ line) => title && [',', '،', ':', ' :'].some((end) => line.textContent?.replace(/[\u200e\u200f]/g, '').startsWith(title + end));
    for (const cell of this.querySelectorAll('td')) {
      const [first, more] = cell.querySelectorAll('ul');
      const line = [...cell.querySelectorAll('li')].find(begins);
      if (!line || !first) continue;
      const last = first.lastElementChild;
      if (last && more?.contains(line)) more.prepend(last);
      first.prepend(line);
    }
  }

  /** On a phone a row of lists opens and closes; closed, it shows the first line of each. */
  #fold() {
    const folds = this.#narrow.matches;
    for (const row of this.#rows.slice(1)) {
      const [head] = row.cells;
      const button = head.querySelector('button');
      if (folds && !button && row.querySelector('li + li, details')) {
        const made = document.createElement('button');
        made.type = 'button';
        made.append(...head.childNodes);
        head.append(made);
      } else if (!folds) {
        button?.replaceWith(...button.childNodes);
      }
      for (const more of row.querySelectorAll('details')) more.open = folds;
      this.#close(row, folds);
    }
  }

  /** @param {HTMLTableRowElement} row @param {boolean} isClosed */
  #close(row, isClosed) {
    row.classList.toggle('short', isClosed);
    row.querySelector('th button')?.setAttribute('aria-expanded', String(!isClosed));
  }

  /** What leads to the page of those that are picked. @param {HTMLAnchorElement} page */
  #own(page) {
    const own = document.createElement('span');
    own.append(` ${this.#words('own_page')} `, page.cloneNode(true));
    return own;
  }

  /** Marks the lines that lists share; gives how many there are, where the lists are not the same. @param {HTMLElement[]} cells */
  #share(cells) {
    const lines = cells.map((cell) => [...cell.querySelectorAll('li')]);
    const shared = common(lines.map((list) => list.map((line) => line.textContent ?? '')));
    for (const line of lines.flat()) line.classList.toggle('shared', shared.includes(line.textContent ?? ''));
    return lines.some((list) => list.length > shared.length) ? shared.length : 0;
  }

  /** @param {(string | Node)[]} words */
  #say(...words) {
    this.querySelector('[role=status]')?.replaceChildren(...words);
  }

  /** @param {HTMLElement} button */
  async #pressed(button) {
    const fold = button.closest('th button');
    if (fold) {
      const row = /** @type {HTMLTableRowElement} */ (fold.closest('tr'));
      this.#close(row, !row.classList.contains('short'));
    } else if (button.dataset.do === 'all') {
      for (const box of this.#boxes) box.checked = false;
      this.#picked();
    } else if (button.dataset.do === 'print') {
      print();
    } else if (button.dataset.do === 'copy') {
      const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
      this.#say(this.#words(copied ? 'copied' : 'not_copied'));
    }
  }
}

customElements.define('role-compare', RoleCompare);
