// @ts-check
// <score-debrief>: scorecards of several interviewers side by side, those that differ most first. The files are read in
// this browser; nothing is kept and nothing is sent.

import { LACK, counts, fromText, merge, toCsv, toJson } from '../lib/kit/card.js';
import { items, save } from '../lib/kit/files.js';
import { comma, speaker, wordsOf } from '../lib/words.js';

/** @param {string} tag @param {string} text @param {Record<string, string>} [attributes] */
const make = (tag, text, attributes = {}) => {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

class ScoreDebrief extends HTMLElement {
  #stop = new AbortController();
  /** @type {import('../lib/kit/card.js').Card[]} */ #cards = [];
  /** @type {import('../lib/words.js').Speaker['say']} */ #words = (key) => key;
  /** The table as it is without cards. @type {Node[]} */ #blank = [];
  /** @type {{stage: string, criterion: string, title: string}[]} */ #criteria = [];
  /** @type {Map<string, string>} */ #stages = new Map();

  connectedCallback() {
    this.#words = speaker(wordsOf(this)).say;
    for (const body of this.querySelectorAll('tbody')) {
      const stage = body.dataset.stage ?? '';
      this.#stages.set(stage, body.querySelector('.of-stage')?.textContent ?? '');
      for (const row of /** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll('[data-criterion]'))) {
        this.#criteria.push({ stage, criterion: row.dataset.criterion ?? '', title: row.children[0].textContent ?? '' });
      }
    }
    this.#blank = [...this.#table.children].slice(1).map((part) => part.cloneNode(true));
    const { signal } = this.#stop;
    this.addEventListener('change', ({ target }) => this.#take(/** @type {HTMLInputElement} */ (target)), { signal });
    this.addEventListener('click', ({ target }) => this.#pressed(/** @type {HTMLElement} */ (target).dataset.do), { signal });
    for (const part of this.querySelectorAll('.live')) part.toggleAttribute('hidden', false);
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  get #table() {
    return /** @type {HTMLTableElement} */ (this.querySelector('table'));
  }

  /** Reads the files that were chosen, and says of each that cannot be used why. @param {HTMLInputElement} field */
  async #take(field) {
    const files = [...field.files ?? []];
    field.value = '';
    /** @type {string[]} */
    const said = [];
    for (const file of files) {
      const cards = await file.text().then(fromText).catch(() => []);
      if (cards.length === 0) said.push(this.#words('unreadable', { file: file.name }));
      for (const card of cards) {
        const problem = this.#problem(card);
        if (problem) said.push(this.#words(problem, { file: file.name }));
        else this.#cards.push(card);
      }
    }
    this.#show();
    this.#say([this.#words('cards', { count: this.#cards.length }), ...said].join(' '));
  }

  /** Why a card does not belong here. @param {import('../lib/kit/card.js').Card} card */
  #problem(card) {
    const { role, level, scale } = this.dataset;
    if (card.role !== role || !this.#stages.has(card.stage) || (level && card.level !== level)) return 'other';
    if (card.scale !== Number(scale)) return 'scale';
    return this.#cards.some((known) => known.card === card.card && known.stage === card.stage) ? 'twice' : '';
  }

  #show() {
    if (this.#cards.length === 0) {
      this.#table.replaceChildren(...[...this.#table.children].slice(0, 1), ...this.#blank.map((part) => part.cloneNode(true)));
      this.querySelector('.score-sum')?.replaceChildren();
      return;
    }
    const merged = merge(this.#criteria, this.#cards);
    const most = Math.max(...merged.map(({ given }) => given.length));
    const head = document.createElement('thead');
    const columns = Array.from({ length: most }, (_, at) => this.#words('card', { number: at + 1 }));
    const row = document.createElement('tr');
    row.append(...[this.#words('criterion'), ...columns, this.#words('apart')].map((text) => make('th', text, { scope: 'col' })));
    head.append(row);
    const split = merged.filter(({ apart }) => apart > 1);
    const bodies = [[this.#words('split'), split], [this.#words('rest'), merged.slice(split.length)]].flatMap(([title, rows]) =>
      (rows.length ? [this.#body(/** @type {string} */ (title), /** @type {typeof merged} */ (rows), most)] : []));
    this.#table.replaceChildren(...[...this.#table.children].slice(0, 1), head, ...bodies);
    this.#sum(merged);
  }

  /** @param {string} title @param {ReturnType<typeof merge>} rows @param {number} most */
  #body(title, rows, most) {
    const body = document.createElement('tbody');
    const first = document.createElement('tr');
    first.className = 'of-stage';
    first.append(make('th', title, { scope: 'rowgroup', colspan: `${most + 2}` }));
    body.append(first, ...rows.map((one) => {
      const row = document.createElement('tr');
      row.dataset.criterion = one.criterion;
      row.classList.toggle('split', one.apart > 1);
      const head = make('th', one.title, { scope: 'row' });
      head.append(make('small', this.#stages.get(one.stage) ?? ''));
      const cells = Array.from({ length: most }, (_, at) => this.#cell(one.given[at]));
      row.append(head, ...cells, make('td', one.apart > 1 ? this.#words('differ', { count: one.apart }) : ''));
      return row;
    }));
    return body;
  }

  /** @param {import('../lib/kit/card.js').Rating | undefined} rating */
  #cell(rating) {
    if (!rating || rating.rating === '') return make('td', rating ? this.#words('open') : '');
    const mark = rating.rating === LACK ? this.#words('lack') : counts(rating) ? rating.rating : this.#words('waits', { mark: rating.rating });
    const cell = make('td', mark);
    if (rating.evidence) cell.append(make('small', rating.evidence));
    return cell;
  }

  /** @param {ReturnType<typeof merge>} merged */
  #sum(merged) {
    const apart = merged.filter((one) => one.apart > 1).length;
    const lacking = merged.filter(({ given }) => given.every((one) => !one || one.rating === LACK || !counts(one)));
    const advice = [...this.#stages].flatMap(([stage, title]) => {
      const of = this.#cards.filter((card) => card.stage === stage);
      const all = of.map(({ recommendation }) => this.#words(recommendation || 'no_decision')).join(comma());
      return of.length ? [this.#words('advice', { stage: title, all })] : [];
    });
    this.querySelector('.score-sum')?.replaceChildren(...items([
      this.#words('apart_sum', { count: apart, all: merged.length }),
      ...(lacking.length ? [this.#words('unknown', { titles: lacking.map(({ title }) => title).join(comma()) })] : []),
      ...advice,
    ]));
  }

  /** @param {string | undefined} what */
  #pressed(what) {
    if (what === 'print') print();
    if ((what === 'json' || what === 'csv') && this.#cards.length) {
      const file = `scorecards-${this.dataset.role}.${what}`;
      if (what === 'json') save(file, 'application/json', toJson(this.#cards));
      else save(file, 'text/csv', toCsv(this.#cards));
      this.#say(this.#words('saved', { file }));
    } else if (what === 'json' || what === 'csv') this.#say(this.#words('cards', { count: 0 }));
    if (what === 'clear') {
      this.#cards = [];
      this.#show();
      this.#say(this.#words('cleared'));
    }
  }

  /** @param {string} words */
  #say(words) {
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = words;
  }
}

customElements.define('score-debrief', ScoreDebrief);
