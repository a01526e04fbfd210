// @ts-check
// <score-card>: one interviewer's marks for one conversation. The form is in the page already; what it comes to is added
// here. It is kept in this browser, leaves it only as a file, and holds no name.

import { counts, fromText, tally, toCsv, toJson } from '../lib/kit/card.js';
import { items, save } from '../lib/kit/files.js';
import { comma, speaker, wordsOf } from '../lib/words.js';

class ScoreCard extends HTMLElement {
  #stop = new AbortController();
  #card = '';
  /** @type {import('../lib/words.js').Speaker['say']} */ #words = (key) => key;

  connectedCallback() {
    this.#words = speaker(wordsOf(this)).say;
    const { signal } = this.#stop;
    this.addEventListener('input', () => this.#changed(), { signal });
    this.addEventListener('change', ({ target }) => this.#picked(/** @type {HTMLInputElement} */ (target)), { signal });
    this.addEventListener('click', ({ target }) => this.#pressed(/** @type {HTMLElement} */ (target).dataset.do), { signal });
    this.addEventListener('submit', (event) => event.preventDefault(), { signal });
    for (const part of this.querySelectorAll('.live')) part.toggleAttribute('hidden', false);
    // Whoever was led to the heading above comes to the button to print with the next key.
    const links = [...document.querySelectorAll('.anchor')].filter((link) => link.compareDocumentPosition(this) & Node.DOCUMENT_POSITION_FOLLOWING);
    links.at(-1)?.setAttribute('tabindex', '-1');
    try {
      const kept = localStorage.getItem(this.#key);
      if (kept) this.#fill(fromText(kept)[0]);
    } catch { /* What cannot be read is no card. */ }
    this.#show();
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  get #key() {
    const { role, stage, level } = this.dataset;
    return ['rolebook-scorecard', role, stage, level ?? ''].join(':');
  }

  get #sets() {
    return /** @type {HTMLFieldSetElement[]} */ ([...this.querySelectorAll('[data-criterion]')]);
  }

  get #overall() {
    return /** @type {HTMLFieldSetElement} */ (this.querySelector('.overall'));
  }

  /** What a set of buttons and the text below it hold. @param {HTMLElement} set */
  #given(set) {
    const picked = /** @type {HTMLInputElement | null} */ (set.querySelector(':checked'));
    return { rating: picked?.value ?? '', evidence: set.querySelector('textarea')?.value ?? '' };
  }

  /** @param {HTMLElement} set @param {string} rating @param {string} evidence */
  #put(set, rating, evidence) {
    for (const button of set.querySelectorAll('input')) button.checked = button.value === rating;
    const text = set.querySelector('textarea');
    if (text) text.value = evidence;
  }

  /** @returns {import('../lib/kit/card.js').Card} */
  #read() {
    const { role = '', stage = '', level = '', scale } = this.dataset;
    const { rating: recommendation, evidence: takeaways } = this.#given(this.#overall);
    const ratings = this.#sets.map((set) => ({
      criterion: set.dataset.criterion ?? '',
      title: set.querySelector('legend')?.firstChild?.textContent?.trim() ?? '',
      ...this.#given(set),
    }));
    // A card is told from another by a number that says nothing about anybody.
    this.#card ||= Math.random().toString(36).slice(2, 10);
    return { card: this.#card, role, level, stage, scale: Number(scale), recommendation, takeaways, ratings };
  }

  /** @param {import('../lib/kit/card.js').Card} card */
  #fill(card) {
    this.#card = card.card;
    this.#put(this.#overall, card.recommendation, card.takeaways);
    for (const set of this.#sets) {
      const one = card.ratings.find(({ criterion }) => criterion === set.dataset.criterion);
      this.#put(set, one?.rating ?? '', one?.evidence ?? '');
    }
  }

  #lines() {
    const { ratings } = this.#read();
    const { counted, marks, lack, waits, open } = tally(ratings);
    const list = (/** @type {string} */ key, /** @type {string[]} */ titles) =>
      (titles.length ? [this.#words(key, { titles: titles.join(comma()) })] : []);
    return [
      this.#words('counted', { count: counted, all: ratings.length }),
      ...marks.map(({ mark, titles }) => this.#words('mark', { mark, titles: titles.join(comma()) })),
      ...list('lack', lack), ...list('waits', waits), ...list('open', open),
    ];
  }

  #show() {
    for (const set of this.#sets) {
      const given = this.#given(set);
      const hint = set.querySelector('.score-hint');
      hint?.toggleAttribute('hidden', given.rating === '' || counts({ criterion: '', title: '', ...given }));
    }
    this.querySelector('.score-sum')?.replaceChildren(...items(this.#lines()));
  }

  #changed() {
    try {
      localStorage.setItem(this.#key, toJson([this.#read()]));
    } catch { /* Where nothing can be kept, the form still works. */ }
    this.#show();
    // It stands in the list above; who does not see the list hears it, once.
    const [count] = this.#lines();
    if (this.querySelector('[role=status]')?.textContent !== count) this.#say(count, true);
  }

  /** @param {HTMLInputElement} field */
  async #picked(field) {
    const [file] = field.files ?? [];
    if (!file) return;
    field.value = '';
    const { role, stage, level = '' } = this.dataset;
    const cards = await file.text().then(fromText).catch(() => []);
    const own = cards.find((card) => card.stage === stage && card.role === role && card.level === level);
    if (own) {
      this.#fill(own);
      this.#changed();
    }
    this.#say(this.#words(own ? 'read' : cards.length ? 'other' : 'unreadable', { file: file.name }));
  }

  /** @param {string | undefined} what */
  async #pressed(what) {
    if (what === 'print') {
      // The card alone, not the page around it.
      this.classList.add('alone');
      addEventListener('afterprint', () => this.classList.remove('alone'), { once: true });
      print();
    }
    if (what === 'json' || what === 'csv') {
      const file = `scorecard-${this.dataset.stage}-${this.#read().card}.${what}`;
      const cards = [this.#read()];
      if (what === 'json') save(file, 'application/json', toJson(cards));
      else save(file, 'text/csv', toCsv(cards));
      this.#say(this.#words('saved', { file }));
    }
    if (what === 'copy') {
      const said = this.#read().ratings.map((one) => `${one.title}: ${one.rating} ${one.evidence}`.trim());
      const copied = await navigator.clipboard?.writeText([...this.#lines(), '', ...said].join('\n')).then(() => true, () => false);
      this.#say(this.#words(copied ? 'copied' : 'not_copied'));
    }
    if (what === 'clear') {
      for (const set of [...this.#sets, this.#overall]) this.#put(set, '', '');
      this.#card = '';
      this.#show();
      try {
        localStorage.removeItem(this.#key);
      } catch { /* There was nothing. */ }
      this.#say(this.#words('cleared'));
    }
  }

  /** @param {string} words @param {boolean} [unseen]  whether they are on the page already */
  #say(words, unseen = false) {
    const status = this.querySelector('[role=status]');
    if (!status) return;
    status.textContent = words;
    status.classList.toggle('unseen', unseen);
  }
}

customElements.define('score-card', ScoreCard);
