// @ts-check
// <role-compare>: shows two to four columns of a table that holds every role. The table and the form are in the page
// already; without this the table stays whole. The choice is in the address, and nowhere else.

import { columns, differs, read, write } from '../lib/roles/state.js';
import { speaker, wordsOf } from '../lib/words.js';

class RoleCompare extends HTMLElement {
  #stop = new AbortController();
  /** @type {import('../lib/words.js').Speaker['say']} */ #words = (key) => key;

  connectedCallback() {
    this.#words = speaker(wordsOf(this)).say;
    const { signal } = this.#stop;
    this.#form.hidden = false;
    this.#form.addEventListener('change', () => this.#picked(), { signal });
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

  /** @returns {HTMLInputElement[]} */
  get #boxes() {
    return [...this.#form.querySelectorAll('input')];
  }

  #restore() {
    const state = read(location.hash, 'compare', '1');
    const known = this.#boxes.map((box) => box.value);
    const wanted = columns(state?.roles ?? [], known);
    for (const box of this.#boxes) box.checked = wanted.includes(box.value);
    this.#show();
  }

  #picked() {
    this.#show();
    const roles = this.#boxes.filter((box) => box.checked).map((box) => box.value);
    history.replaceState(null, '', write('compare', '1', { roles }) || location.pathname + location.search);
  }

  #show() {
    const picked = this.#boxes.filter((box) => box.checked).map((box) => box.value);
    const all = picked.length < 2;
    for (const box of this.#boxes) box.disabled = picked.length > 3 && !box.checked;
    let count = 0;
    for (const row of this.querySelectorAll('tr')) {
      const cells = /** @type {HTMLElement[]} */ ([...row.querySelectorAll('[data-role]')]);
      for (const cell of cells) cell.hidden = !all && !picked.includes(cell.dataset.role ?? '');
      const mark = row.querySelector('.differ');
      if (!mark) continue;
      const differ = differs(cells.filter((cell) => !cell.hidden).map((cell) => cell.textContent ?? ''));
      row.classList.toggle('differs', differ);
      mark.textContent = this.#words(differ ? 'differs' : 'same');
      count += Number(differ);
    }
    const titles = this.#boxes.filter((box) => box.checked).map((box) => box.parentElement?.textContent?.trim());
    this.#say(all ? this.#words('all') : this.#words('differ', { roles: titles.join(', '), count }));
  }

  /** @param {string} words */
  #say(words) {
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = words;
  }

  /** @param {HTMLElement} button */
  async #pressed(button) {
    if (button.dataset.do === 'all') {
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
