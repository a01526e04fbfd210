// @ts-check
// <ladder-check>: a candidate ticks what a level expects, and sees how much of it that is. The table is in the page
// already. What is ticked is in the address, and nowhere else.

import { read, write } from '../lib/roles/state.js';
import { speaker, wordsOf } from '../lib/words.js';

class LadderCheck extends HTMLElement {
  #stop = new AbortController();
  /** @type {import('../lib/words.js').Speaker['say']} */ #words = (key) => key;

  connectedCallback() {
    this.#words = speaker(wordsOf(this)).say;
    const { signal } = this.#stop;
    this.#form.hidden = false;
    this.#form.addEventListener('change', (event) => this.#changed(/** @type {HTMLElement} */ (event.target)), { signal });
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

  get #list() {
    return /** @type {HTMLFieldSetElement} */ (this.querySelector('fieldset'));
  }

  #restore() {
    const state = read(location.hash, 'ladder', this.dataset.ladder ?? '');
    this.#select.value = state?.at?.[0] ?? '';
    if (this.#select.selectedIndex < 0) this.#select.value = '';
    this.#ask(state?.yes ?? []);
  }

  /** Lists what the chosen level expects. @param {string[]} ticked */
  #ask(ticked) {
    const level = this.#select.selectedOptions[0];
    const column = [...this.querySelectorAll('thead th')].findIndex((head) => head.getAttribute('data-level') === level?.value);
    const legend = this.#list.firstElementChild;
    this.#list.replaceChildren(...(legend ? [legend] : []));
    this.#list.hidden = column < 0;
    if (legend) legend.textContent = this.#words('expects', { level: level?.text });
    for (const row of column < 0 ? [] : this.querySelectorAll('tbody tr')) {
      const cell = row.children[column];
      if (!cell || cell.querySelector('.none')) continue;
      const [label, box] = [document.createElement('label'), document.createElement('input')];
      box.type = 'checkbox';
      box.value = row.getAttribute('data-row') ?? '';
      box.checked = ticked.includes(box.value);
      label.className = 'check';
      const words = document.createElement('span');
      words.textContent = `${row.children[0].textContent}: ${cell.textContent}`;
      label.append(box, words);
      this.#list.append(label);
    }
    this.#count();
  }

  get #boxes() {
    return [...this.#list.querySelectorAll('input')];
  }

  #count() {
    const boxes = this.#boxes;
    const yes = boxes.filter((box) => box.checked).length;
    const missing = boxes.filter((box) => !box.checked).map((box) => box.parentElement?.textContent?.split(':')[0]);
    const counted = boxes.length ? this.#words('count', { yes, all: boxes.length, level: this.#select.selectedOptions[0].text }) : '';
    this.#say(yes && missing.length ? `${counted} ${this.#words('missing', { list: missing.join(', ') })}` : counted);
  }

  /** @param {HTMLElement} field */
  #changed(field) {
    if (field === this.#select) this.#ask([]);
    else this.#count();
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
