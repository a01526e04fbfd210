// @ts-check
// <pay-explorer>: figures by role, level, place and measure, each source as a mark; two selections side by side. Offers,
// equity and the places and levels in one list are scripts of their own, which come when they are asked for. The form is
// in the page already, and hidden until this makes it work. Nothing that is typed leaves the browser; the address carries
// it only when the reader asks for it.

import { computed, find, inCurrency, money, rangeText } from '../lib/pay/figures.js';
import { keep, kept } from '../lib/pay/place.js';
import { read, write } from '../lib/pay/state.js';
import { el, scaleOf, track } from '../lib/pay/track.js';
import { comma, speaker, wordsOf } from '../lib/words.js';

/** @typedef {import('../lib/pay/figures.js').Figure} Figure */
/** @typedef {import('../lib/pay/figures.js').Book} Book */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/** `2026-03-23` as the page's language writes days. @param {string} date */
const day = (date) => new Date(date).toLocaleDateString(document.documentElement.lang.replace(/^en$/, 'en-GB'), { dateStyle: 'long', timeZone: 'UTC' });

const NAMES = ['role', 'level', 'place', 'measure'];

class PayExplorer extends HTMLElement {
  /** @type {Book | undefined} */ #book;
  #stop = new AbortController();
  /** What is looked up. */ #asked = { key: /** @type {string[]} */ ([]), currency: '' };
  /** Whether offers or equity were asked for. */ #drawn = false;
  /** @type {import('../lib/words.js').Speaker['say']} */ #words = (key) => key;

  async connectedCallback() {
    this.#words = speaker(wordsOf(this)).say;
    const answer = await fetch(this.dataset.src ?? '').catch(() => null);
    // Without its data the explorer stays what it was: tables, and no empty room above them.
    if (!answer?.ok) return this.#form.remove();
    this.#book = await answer.json();
    const { signal } = this.#stop;
    // What is set beside another begins as its copy.
    for (const second of this.#all('[data-like]')) {
      second.append(...this.#all(second.dataset.like ?? '').map((label) => label.cloneNode(true)));
      for (const field of /** @type {NodeListOf<Field>} */ (second.querySelectorAll('select, input'))) field.name += '2';
    }
    this.#form.hidden = false;
    this.#restore();
    this.#form.addEventListener('input', (event) => this.#changed(/** @type {Field} */ (event.target).name), { signal });
    this.#form.addEventListener('submit', (event) => event.preventDefault(), { signal });
    // What is unfolded may have to be loaded first.
    this.#form.addEventListener('toggle', () => this.#parts(), { signal, capture: true });
    this.#form.addEventListener('click', (event) => this.#pressed(/** @type {HTMLElement} */ (event.target)), { signal });
    addEventListener('hashchange', () => this.#restore(), { signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector('form'));
  }

  /** @param {string} selector @returns {HTMLElement[]} */
  #all(selector) {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(selector)]);
  }

  /** @param {string} name @returns {Field | null} */
  #field(name) {
    return /** @type {Field | null} */ (this.querySelector(`[name="${CSS.escape(name)}"]`));
  }

  /** The value of a field, nothing when it is not there. @param {string} name */
  #value(name) {
    const field = this.#field(name);
    return field instanceof HTMLInputElement && field.type === 'checkbox' && !field.checked ? '' : (field?.value ?? '').trim();
  }

  /** Puts what the address says into the form, and says what it could not use. */
  #restore() {
    const state = read(location.hash);
    /** @type {string[]} */
    const troubles = [];
    if (state) {
      this.#form.reset();
      if (state.old) troubles.push(this.#words('old_link', { version: state.old }));
      for (const [name, value] of state.fields) {
        const field = this.#field(name);
        if (!field) troubles.push(this.#words('unknown_name', { name }));
        else if (field instanceof HTMLSelectElement && !this.#options(name).includes(value)) {
          troubles.push(this.#words('unknown_value', { value }));
        } else if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = value === 'yes';
        else field.value = value;
      }
      for (const details of this.#all('details')) {
        if (state.fields.some(([name]) => details.contains(this.#field(name)))) /** @type {HTMLDetailsElement} */ (details).open = true;
      }
    }
    const own = /** @type {Field} */ (this.#field('place'));
    const open = this.#open(2);
    // The place that was chosen on any page, where the role has pay in it; else one where it has.
    if (!state?.fields.some(([name]) => name === 'place')) own.value = [kept(), own.value, ...open].find((place) => open.includes(place)) ?? own.value;
    this.#show(troubles);
  }

  /** @param {string} [moved]  the field */
  #changed(moved) {
    if (moved === 'place') keep(this.#value(moved));
    this.#show([], moved);
    const typed = this.#value('mine') === '';
    const fields = /** @type {Field[]} */ (/** @type {unknown} */ (this.#all('select, input')));
    const kept = fields.filter((field) => !field.matches(':disabled') && !(typed && field.closest('details')));
    history.replaceState(null, '', write(kept.map((field) => [field.name, this.#value(field.name)])));
  }

  /** @param {HTMLElement} button */
  async #pressed(button) {
    if (button.dataset.do === 'print') print();
    if (button.dataset.do !== 'copy') return;
    this.#changed();
    const done = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
    this.#say([this.#words(done ? 'copied' : 'not_copied')]);
  }

  /** Says what happened, and aloud also what the answer is. @param {string[]} words @param {string[]} [aloud] */
  #say(words, aloud = []) {
    const status = this.#all('[role=status]')[0];
    status.textContent = [...words, ...aloud].join(' ');
    status.classList.toggle('unseen', words.length === 0);
  }

  /** What one side asks for. @param {string} side */
  #key(side) {
    return NAMES.map((name) => this.#value(name + side));
  }

  /** What can be chosen from a list; one choice where there is none. @param {string} name */
  #options(name) {
    const field = this.#field(name);
    return field instanceof HTMLSelectElement ? [...field.options].map(({ value }) => value) : [''];
  }

  /** The options of a field that answer with the rest as it is. @param {number} at  its place among the names */
  #open(at) {
    const key = this.#key('');
    return this.#options(NAMES[at]).filter((value) => this.#answers(key.with(at, value)));
  }

  /** Sets beside what is looked up the same of another place, or else of another role. */
  #pair() {
    const key = this.#key('');
    for (const at of [2, 0]) {
      const other = this.#open(at).find((value) => value !== key[at]);
      if (!other) continue;
      key[at] = other;
      break;
    }
    NAMES.forEach((name, at) => {
      const field = this.#field(`${name}2`);
      if (field) field.value = key[at];
    });
  }

  /** Whether anything answers a question: a figure, or a share that holds at every place. @param {string[]} key */
  #answers(key) {
    const book = /** @type {Book} */ (this.#book);
    return find(book, key, this.#words).length > 0 || this.#shares(key).length > 0;
  }

  /** What is usual by role alone, wherever and at whatever level. @param {string[]} key */
  #shares([role, , , measure]) {
    return (/** @type {Book} */ (this.#book).shares ?? []).filter(([kind, whose]) => kind === measure && whose === role);
  }

  /** Takes out what leads nowhere from here; `moved` is the field that was just changed. @param {string} side @param {string} [moved] */
  #limit(side, moved) {
    NAMES.forEach((name, at) => {
      const field = this.#field(name + side);
      if (at === 0 || !(field instanceof HTMLSelectElement)) return;
      const key = this.#key(side);
      /** @type {(tried: string[]) => boolean} */
      const leads = (tried) => (tried.length === NAMES.length ? this.#answers(tried)
        : this.#options(NAMES[tried.length] + side).some((value) => leads([...tried, value])));
      for (const option of field.options) option.disabled = !leads([...key.slice(0, at), option.value]);
      if (moved !== undefined && field.selectedOptions[0]?.disabled) {
        const next = [...field.options].findIndex((option) => !option.disabled);
        if (next >= 0) field.selectedIndex = next;
      }
    });
  }

  /** Draws everything anew. @param {string[]} troubles @param {string} [moved]  the field that was changed */
  #show(troubles, moved) {
    const book = /** @type {Book} */ (this.#book);
    const comparing = this.#value('compare') !== '';
    for (const second of /** @type {HTMLFieldSetElement[]} */ (this.#all('[data-like]'))) second.hidden = second.disabled = !this.#value(second.dataset.when ?? '');
    this.#limit('', moved);
    if (moved === 'compare') this.#pair();
    if (comparing) this.#limit('2', moved);
    /** @type {Map<Figure, string[]>} */
    const steps = new Map();
    const sides = (comparing ? ['', '2'] : ['']).map((side) => {
      const key = this.#key(side);
      const recorded = find(book, key, this.#words);
      return { title: this.#titled(side, comparing), key, recorded, figures: [...recorded, ...this.#modelled(key, steps)] };
    });
    const currency = this.#value('in') || sides.flatMap((side) => side.figures)[0]?.currency;
    this.#asked = { key: sides[0].key, currency };
    const shown = sides.map(({ figures }) => figures.map((figure) => inCurrency(book, figure, currency)));
    const shownOf = shown.map((side, at) => side.slice(0, sides[at].recorded.length).filter((figure) => figure !== null));
    const drawn = shownOf.flat();
    const isDrawn = new Set(drawn.map((figure) => figure.period)).size === 1;
    /** Where the offer sits, once what reckons with offers is there. @type {{mark: number | null, verdict: Node[]} | undefined} */
    const held = this.#value('base') ? this.#part('sums')?.held(this.#tools()) : undefined;
    const mark = held?.mark ?? null;
    const ends = [...drawn.flatMap((figure) => [figure.min, figure.max]), ...(mark === null ? [] : [mark])];
    const scale = isDrawn ? scaleOf(Math.min(...ends), Math.max(...ends)) : null;
    /** @type {string[]} */
    const said = [];
    /** What stands behind two answers, below both. @type {HTMLElement[]} */
    const behind = [];
    const answers = sides.map(({ title, key, recorded, figures }, at) => {
      const shares = this.#shares(key);
      // A share has what it is a share of behind it.
      const [, , , , words = '', , share = ''] = shares[0] ?? [];
      const [amount, per] = recorded.length ? [rangeText(recorded[0], book.money), this.#words(recorded[0].period)] : [share, words.slice(share.length + 1)];
      const count = recorded.filter((figure) => !figure.published).length || shares.length;
      said.push(`${title}: ${amount || this.#words('no_data')}${amount && count ? `${comma()}${this.#words('count', { count })}` : ''}.`);
      const inside = [el('p', 'pay-label', title), amount ? el('p', 'sum', el('strong', '', amount), ` ${per}`) : el('p', 'none', this.#words('no_data'))];
      const mine = shownOf[at];
      if (mine[0] && mine[0].currency !== recorded[0].currency) inside.push(el('p', 'same', `= ${rangeText(mine[0], book.money)}`));
      const text = (/** @type {number} */ tick) => money(tick, mine[0].currency, book.money);
      if (scale && mine.length) inside.push(track(mine, scale, at || mark === null ? null : { amount: mark, name: this.#words('your_offer', { amount: text(mark) }) }, text));
      // Two stand on one axis, which is below the second.
      if (scale && shownOf[at + 1]?.length) inside.at(-1)?.querySelector('.ticks:last-child')?.remove();
      if (!recorded.length && shares.length) inside.push(.../** @type {HTMLElement[]} */ (this.#sums('usual', { key, shares, track, scaleOf })));
      const verdict = at ? [] : held?.verdict ?? [];
      said.push(...verdict.map((node) => `${node.textContent}`));
      inside.push(.../** @type {HTMLElement[]} */ (verdict));
      const differ = verdict.length ? '' : this.#sourcesApart(recorded);
      const more = [...(differ ? [el('p', comparing ? 'quiet' : 'apart', differ)] : []), ...this.#folds({ recorded, figures, shares, count }, shown[at], steps)];
      if (!comparing) inside.push(...more);
      else if (more.length) behind.push(el('div', '', el('p', 'pay-label', title), ...more));
      return el('div', 'answer', ...inside);
    });
    const apart = comparing ? this.#apart(sides[1].title, shown) : [];
    const both = comparing ? this.#both() : '';
    if (both) apart.push(el('p', 'pay-label', both));
    said.unshift(...apart.map((node) => `${node.textContent}`));
    const isConverted = shown.some((side, at) => side.some((figure, line) => figure && line < sides[at].recorded.length && figure.currency !== sides[at].figures[line].currency));
    this.#put([...apart, ...answers, ...behind, ...(isConverted ? this.#rates() : [])], comparing);
    this.#say(troubles, [...said, ...this.#parts()]);
  }

  /** Puts the answers in, with what stood open. @param {HTMLElement[]} answers @param {boolean} isPair */
  #put(answers, isPair) {
    const open = this.#all('.answers details[open]').map((one) => one.dataset.part);
    const box = this.#all('.answers')[0];
    box.classList.toggle('pair', isPair);
    box.replaceChildren(...answers);
    for (const one of this.#all('.answers details')) /** @type {HTMLDetailsElement} */ (one).open = open.includes(one.dataset.part);
  }

  /** How far what is published on two sides is apart, in a sentence. @param {string} name  what the second has for itself @param {(Figure | null)[][]} shown */
  #apart(name, shown) {
    return /** @type {HTMLElement[]} */ (this.#sums('apart', { name, pair: shown.map((side) => side.find((figure) => figure?.published)) }));
  }

  /** Which of the names say the same on both sides. */
  #shared() {
    return NAMES.filter((name) => this.#title(name) === this.#title(`${name}2`));
  }

  /** What both sides have in common; nothing where all of it is the same, as then each says it. */
  #both() {
    const shared = this.#shared();
    return shared.length < NAMES.length ? this.#titles(shared) : '';
  }

  /** What a side asks for, in words; beside another one only what it does not share. @param {string} side @param {boolean} isPair */
  #titled(side, isPair) {
    const shared = isPair ? this.#shared() : [];
    return this.#titles(NAMES.filter((name) => shared.length === NAMES.length || !shared.includes(name)).map((name) => name + side));
  }

  /** @param {string[]} names */
  #titles(names) {
    return names.map((name) => this.#title(name)).filter(Boolean).join(comma());
  }

  /** What stands behind an answer: its sources, each pay model in the currency of the answer, and those that were replaced. @param {{recorded: Figure[], figures: Figure[], shares: NonNullable<Book['shares']>, count: number}} side @param {(Figure | null)[]} shown @param {Map<Figure, string[]>} steps */
  #folds({ recorded, figures, shares, count }, shown, steps) {
    const book = /** @type {Book} */ (this.#book);
    const lines = figures.map((figure, at) => this.#line(figure, shown[at], steps.get(figure) ?? []));
    const fold = (/** @type {string} */ part, /** @type {(Node | string)[]} */ name, /** @type {Node[]} */ some) => {
      if (!some.length) return [];
      const made = el('details', 'lines-of', el('summary', '', ...name), ...some);
      made.dataset.part = part;
      return [made];
    };
    const models = figures.flatMap((figure, at) => (at < recorded.length ? [] : [{ figure, line: lines[at], same: shown[at] ?? figure }]));
    const rates = models.some(({ figure, same }) => same.currency !== figure.currency) ? this.#rates() : [];
    const replaced = models.filter(({ figure }) => figure.stale);
    return [
      ...fold('sources', [this.#words('each_source', { count })], [...lines.slice(0, recorded.length),
        ...shares.map(([, , , , text, source]) => el('p', 'line', el('strong', '', text), ' ', el('span', 'quiet', book.sources[source][0])))]),
      ...models.filter(({ figure }) => !figure.stale).flatMap(({ figure, line, same }) => fold(figure.whose, [`${figure.whose}: `, el('bdi', '', rangeText(same, book.money)),
        ...(figure.example ? [' ', el('span', 'mark', this.#words('example'))] : [])], [line, ...rates])),
      ...fold('replaced', [this.#words('replaced_models', { count: replaced.length })], [...replaced.map(({ line }) => line), ...(replaced.length ? rates.map((note) => note.cloneNode(true)) : [])]),
    ];
  }

  /** With which rates amounts were converted. */
  #rates() {
    const { rates } = /** @type {Book} */ (this.#book);
    return rates ? [el('p', 'quiet', this.#words('converted', { rates: rates.text, date: day(rates.date), note: rates.note }))] : [];
  }

  /** The words of the chosen option. @param {string} name */
  #title(name) {
    const field = this.#field(name);
    return field instanceof HTMLSelectElement && field.value ? field.selectedOptions[0].text : '';
  }

  /** What computed pay models say, with their lines. @param {string[]} key @param {Map<Figure, string[]>} steps */
  #modelled(key, steps) {
    const book = /** @type {Book} */ (this.#book);
    return (book.models ?? []).flatMap((model) => {
      const result = computed(book, model, key, this.#words);
      if (!result) return [];
      steps.set(result.figure, result.lines);
      return [result.figure];
    });
  }

  /** How far the sources are apart, in a sentence; nothing where there are not two that can be compared. @param {Figure[]} figures */
  #sourcesApart(figures) {
    const seen = figures.filter((figure) => !figure.published);
    if (seen.length < 2 || new Set(seen.map(({ currency, period }) => currency + period)).size > 1) return '';
    const spread = (/** @type {'min' | 'max'} */ end) => Math.max(...seen.map((figure) => figure[end])) - Math.min(...seen.map((figure) => figure[end]));
    const [floor, top] = [spread('min'), spread('max')];
    const text = (/** @type {number} */ amount) => money(amount, seen[0].currency, /** @type {Book} */ (this.#book).money);
    return this.#words(floor || top ? 'sources_differ' : 'sources_agree', { count: seen.length, floor: text(floor), top: text(top) });
  }

  /** @param {Figure} figure @param {Figure | null} same @param {string[]} steps */
  #line(figure, same, steps) {
    const { money: style } = /** @type {Book} */ (this.#book);
    const line = el('div', figure.published ? 'line published' : 'line', el('strong', '', rangeText(figure, style)), ` ${this.#words(figure.period)} `);
    if (!same) line.append(el('span', 'quiet', `${this.#words('no_rate')} `));
    else if (same.currency !== figure.currency) line.append(el('span', 'same', `= ${rangeText(same, style)} `));
    line.append(el('span', 'quiet', figure.whose + (figure.date && `${comma()}${day(figure.date)}`)));
    if (figure.stale) line.append(' ', el('span', 'mark', this.#words(steps.length ? 'replaced' : 'out_of_date')));
    if (figure.example) line.append(' ', el('span', 'mark', this.#words('example')));
    if (steps.length) line.append(el('ol', 'lines', ...steps.map((step) => el('li', '', step))));
    return line;
  }

  /** A part that comes when it is asked for; nothing while it is on its way. @param {string} name */
  #part(name) {
    const { rolebookPay } = /** @type {any} */ (globalThis);
    if (!rolebookPay?.[name]) import(new URL(this.dataset[name] ?? '', document.baseURI).href).then(() => this.#show([]), () => {});
    return rolebookPay?.[name];
  }

  /** What few people ask for. @param {string} what @param {any} given @returns {Node[]} */
  #sums(what, given) {
    return this.#part('sums')?.[what](this.#book, this.#words, el, given) ?? [];
  }

  /** What the parts of their own are lent. */
  #tools() {
    const book = /** @type {Book} */ (this.#book);
    return {
      ...this.#asked, book, el, track, scaleOf, say: this.#words,
      all: (/** @type {string} */ selector) => this.#all(selector),
      value: (/** @type {string} */ name) => this.#value(name),
      found: (/** @type {string[]} */ key) => find(book, key, this.#words),
      same: (/** @type {Figure} */ figure, /** @type {string} */ currency) => inCurrency(book, figure, currency),
      pick: (/** @type {string} */ name, /** @type {string} */ value) => {
        /** @type {Field} */ (this.#field(name)).value = value;
        this.#changed(name);
      },
    };
  }

  /** Draws the parts that are asked for; gives what they say. @returns {string[]} */
  #parts() {
    this.#drawn ||= this.#value('base') !== '' || this.#all('details[open] :is(.offer, .grant)').length > 0;
    if (this.#all('details[data-map][open]').length) this.#part('map')?.draw(this.#tools());
    return this.#drawn ? this.#part('sums')?.draw(this.#tools()) ?? [] : [];
  }
}

customElements.define('pay-explorer', PayExplorer);
