// @ts-check
// <posting-check>: says what is wrong with the posting of the form around it: by the rules about wording, by what every
// posting has to say, and by the laws of its places.

import { check } from '../lib/lint/check.js';
import { speaker, wordsOf } from '../lib/words.js';

const LEVELS = ['error', 'warning', 'info'];

class PostingCheck extends HTMLElement {
  #stop = new AbortController();

  connectedCallback() {
    const home = /** @type {HTMLElement} */ (this.parentElement?.closest('posting-builder'));
    const { say } = speaker(wordsOf(this));
    const table = JSON.parse(this.dataset.rules ?? '{}');
    const [status, list] = /** @type {HTMLElement[]} */ ([...this.querySelectorAll('[role=status], ul')]);
    const options = { signal: this.#stop.signal };
    home.addEventListener('posting', (event) => {
      const { blocks, lines } = /** @type {CustomEvent} */ (event).detail;
      const hits = check(table, blocks);
      const wording = hits.map((hit) => ({ ...hit, field: blocks[hit.block ?? -1]?.field ?? 'text' }));
      const asks = hits.some(({ rule }) => rule === 'pay-history');
      const others = (lines?.(asks) ?? []).map((/** @type {import('../lib/posting/lines.js').Finding} */ { say: key, given, law, ...finding }) => ({
        ...finding,
        message: say(key, { ...given, line: given.line && say(given.line) }),
        hint: law ? say('read_on', { url: law.url, date: law.checked }) : '',
      }));
      const all = [...others, ...wording].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
      list.replaceChildren(...all.map(({ rule, level, message, hint, field }) => {
        const item = document.createElement('li');
        const [word, code, way] = ['b', 'code', 'button'].map((tag) => document.createElement(tag));
        item.dataset.rule = rule;
        item.className = level;
        word.textContent = say(level);
        code.textContent = rule;
        const target = /** @type {HTMLElement | null} */ (home.querySelector(`[data-key="${field}"]`));
        const label = target?.dataset.label;
        way.textContent = say('go', { field: label });
        way.setAttribute('type', 'button');
        way.onclick = () => /** @type {HTMLElement} */ (target?.querySelector('input') ?? target).focus();
        item.append(word, ` ${message} ${hint} `, code, ...(label ? [' ', way] : []));
        return item;
      }));
      status.textContent = all.length ? say('found', { count: all.length }) : say('clean');
    }, options);
  }

  disconnectedCallback() {
    this.#stop.abort();
  }
}

customElements.define('posting-check', PostingCheck);
