// @ts-check
// <pay-explorer>: figures by role, level, place and measure, each source as a mark; two selections side by side; where an
// offer sits; equity in three outcomes. The form is in the page already, and hidden until this makes it work. Nothing
// that is typed leaves the browser; the address carries it only when the reader asks for it.

import { shareOfRange } from '../lib/pay/models.js';
import { parseRate, percentile, position, worth, yearly } from '../lib/pay/arithmetic.js';
import { computed, find, inCurrency, money, rangeText } from '../lib/pay/figures.js';
import { read, write } from '../lib/pay/state.js';
import { speaker, wordsOf } from '../lib/words.js';

/** @typedef {import('../lib/pay/figures.js').Figure} Figure */
/** @typedef {import('../lib/pay/figures.js').Book} Book */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/** An element with a class and what it holds. @param {string} tag @param {string} name @param {(Node | string)[]} inside */
const el = (tag, name, ...inside) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...inside);
  return node;
};

/** `2026-03-23` as the page's language writes days. @param {string} date */
const day = (date) => new Date(date).toLocaleDateString(document.documentElement.lang.replace(/^en$/, 'en-GB'), { dateStyle: 'long', timeZone: 'UTC' });

/** A shape. @param {string} tag @param {Record<string, string | number>} attributes @param {Node[]} inside */
const shape = (tag, attributes, ...inside) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...inside);
  return node;
};

/**
 * A range as a mark on a line from `low` to `high`: solid when it is published, hollow when a source says so, with an
 * arrow where its top is open.
 * @param {Figure} figure @param {number} low @param {number} high @param {number | null} offer
 */
const mark = (figure, low, high, offer) => {
  const at = (/** @type {number} */ amount) => Math.round(((amount - low) * 960) / Math.max(1, high - low)) + 10;
  const [from, to] = [at(figure.min), at(figure.max)];
  const drawn = [shape('rect', { x: from, y: 3, width: Math.max(4, to - from), height: 10, class: figure.published ? 'solid' : 'hollow' })];
  if (figure.open) drawn.push(shape('path', { d: `M${to + 4} 2l20 6-20 6`, class: 'hollow' }));
  if (offer !== null) drawn.push(shape('path', { d: `M${at(offer)} 0v16`, class: 'mine' }));
  return shape('svg', { viewBox: '0 0 1000 16', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, ...drawn);
};

class PayExplorer extends HTMLElement {
  /** @type {Book | undefined} */ #book;
  #stop = new AbortController();
  /** @type {import('../lib/words.js').Speaker['say']} */ #words = (key) => key;

  async connectedCallback() {
    this.#words = speaker(wordsOf(this)).say;
    const answer = await fetch(this.dataset.src ?? '').catch(() => null);
    // Without its data the explorer stays what it was: tables, and no empty room above them.
    if (!answer?.ok) return this.#form.remove();
    this.#book = await answer.json();
    const { signal } = this.#stop;
    const [first, second] = this.#all('fieldset');
    for (const label of first.querySelectorAll('label')) second.append(label.cloneNode(true));
    for (const field of second.querySelectorAll('select')) field.name += '2';
    this.#form.hidden = false;
    this.#restore();
    this.#form.addEventListener('input', () => this.#changed(), { signal });
    this.#form.addEventListener('submit', (event) => event.preventDefault(), { signal });
    this.#form.addEventListener('click', (event) => this.#pressed(/** @type {HTMLElement} */ (event.target)), { signal });
    addEventListener('hashchange', () => this.#restore(), { signal });
    if (parent !== window) {
      // Whoever frames the page may give it the room it needs.
      new ResizeObserver(() => parent.postMessage({ rolebook: 'height', height: document.body.scrollHeight }, '*')).observe(this);
    }
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector('form'));
  }

  /** @param {string} selector @returns {HTMLElement[]} */
  #all(selector) {
    return [...this.querySelectorAll(selector)].map((node) => /** @type {HTMLElement} */ (node));
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
        else if (field instanceof HTMLSelectElement && ![...field.options].some((option) => option.value === value)) {
          troubles.push(this.#words('unknown_value', { value }));
        } else if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = value === 'yes';
        else field.value = value;
      }
      for (const details of this.#all('details')) {
        if (state.fields.some(([name]) => details.contains(this.#field(name)))) /** @type {HTMLDetailsElement} */ (details).open = true;
      }
    }
    this.#show(troubles);
  }

  #changed() {
    this.#show([]);
    const typed = this.#value('mine') === '';
    const fields = this.#all('select, input').map((node) => /** @type {Field} */ (node));
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

  /** @param {string[]} words */
  #say(words) {
    const status = this.#all('[role=status]')[0];
    status.textContent = words.join(' ');
    status.classList.toggle('unseen', words.length === 0);
  }

  /** Draws everything anew. @param {string[]} troubles */
  #show(troubles) {
    const book = /** @type {Book} */ (this.#book);
    const second = /** @type {HTMLFieldSetElement} */ (this.#all('[data-side="2"]')[0]);
    const comparing = this.#value('compare') !== '';
    second.hidden = second.disabled = !comparing;
    const offer = this.#amount('base');
    /** @type {Map<Figure, string[]>} */
    const steps = new Map();
    const sides = (comparing ? ['', '2'] : ['']).map((side) => {
      const key = ['role', 'level', 'place', 'measure'].map((name) => this.#value(name + side));
      return { title: ['role', 'level', 'place', 'measure'].map((name) => this.#title(name + side)).filter(Boolean).join(', '), key, recorded: find(book, key, this.#words), figures: [...find(book, key, this.#words), ...this.#modelled(key, steps)] };
    });
    const currency = this.#value('in') || sides.flatMap((side) => side.figures)[0]?.currency;
    const shown = sides.map(({ figures }) => figures.map((figure) => inCurrency(book, figure, currency)));
    const drawn = shown.flat().filter((figure) => figure !== null);
    const mixed = new Set(drawn.map((figure) => figure.period)).size > 1;
    const low = Math.min(...drawn.map((figure) => figure.min));
    const high = Math.max(...drawn.map((figure) => figure.max));
    const answers = sides.map(({ title, key, recorded, figures }, at) => {
      const lines = figures.map((figure, line) => this.#line(figure, shown[at][line], (same) =>
        mixed ? '' : mark(same, low, high, at === 0 && key[3] === 'base' && figure.currency === same.currency && offer !== null && offer >= low && offer <= high ? offer : null), steps.get(figure) ?? []));
      if (!recorded.length) lines.unshift(el('p', 'none', this.#words('no_data')));
      return el('div', 'answer', el('p', 'pay-label', title), ...lines);
    });
    if (comparing) answers.push(el('p', 'differ', this.#difference(shown.map((side) => side.find((figure) => figure?.published) ?? null))));
    const rates = book.rates;
    if (rates && shown.some((side, at) => side.some((figure, line) => figure && figure.currency !== sides[at].figures[line].currency))) {
      answers.push(el('p', 'quiet', this.#words(rates.note ? 'converted_note' : 'converted', { rates: rates.text, date: day(rates.date), note: rates.note })));
    }
    this.#all('.answers')[0].replaceChildren(...answers);
    this.#all('[data-result=offer]')[0].replaceChildren(...this.#offer(sides[0].key));
    this.#all('[data-result=grant]')[0].replaceChildren(...this.#grant(sides[0].figures[0]?.currency ?? 'USD'));
    this.#say(troubles);
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

  /** @param {Figure} figure @param {Figure | null} same @param {(same: Figure) => Node | string} draw @param {string[]} steps */
  #line(figure, same, draw, steps) {
    const { money: style } = /** @type {Book} */ (this.#book);
    const line = el('div', figure.published ? 'line published' : 'line', el('strong', '', rangeText(figure, style)), ` ${this.#words(figure.period)} `);
    if (!same) line.append(el('span', 'quiet', `${this.#words('no_rate')} `));
    else if (same.currency !== figure.currency) line.append(el('span', 'same', `= ${rangeText(same, style)} `));
    line.append(el('span', 'quiet', figure.whose + (figure.date && `, ${day(figure.date)}`)));
    if (figure.stale) line.append(' ', el('span', 'mark', this.#words(steps.length ? 'replaced' : 'out_of_date')));
    if (figure.example) line.append(' ', el('span', 'mark', this.#words('example')));
    if (same) line.append(draw(same));
    if (steps.length) line.append(el('ol', 'lines', ...steps.map((step) => el('li', '', step))));
    return line;
  }

  /** How far two published ranges are apart. @param {(Figure | null)[]} pair */
  #difference([a, b]) {
    const { money: style } = /** @type {Book} */ (this.#book);
    if (!a || !b || a.currency !== b.currency || a.period !== b.period) return this.#words('incomparable');
    const apart = (/** @type {number} */ gap, /** @type {string} */ end) =>
      this.#words(`${end}_${gap ? gap > 0 ? 'higher' : 'lower' : 'same'}`, { amount: money(Math.abs(gap), a.currency, style) });
    return this.#words('apart', { floor: apart(b.min - a.min, 'floor'), top: apart(b.max - a.max, 'top') });
  }

  /** A whole amount that was typed; null when there is none. @param {string} name */
  #amount(name) {
    const value = this.#value(name);
    return /^\d{1,13}$/.test(value) ? Number(value) : null;
  }

  /** What was typed and is no number, in words. @param {string} group */
  #mistakes(group) {
    const wrong = this.#all(`${group} input`).filter((node) => {
      const field = /** @type {HTMLInputElement} */ (node);
      const value = field.value.trim();
      const percent = field.dataset.percent !== undefined;
      const bad = value !== '' && (percent ? this.#share(field.name) === null : this.#amount(field.name) === null);
      if (bad) field.setAttribute('aria-invalid', 'true');
      else field.removeAttribute('aria-invalid');
      return bad;
    });
    return wrong.map((field) => el('p', 'mistake', this.#words('digits', {
      field: field.parentElement?.firstChild?.textContent?.trim(),
      example: field.dataset.percent === undefined ? '150000' : '12.5',
    })));
  }

  /** A percentage as millionths of the whole; null when it is none. @param {string} name */
  #share(name) {
    const rate = parseRate(this.#value(name));
    return rate === null || rate > 1e8 || rate % 100 ? null : rate / 100;
  }

  /** What an offer comes to a year, line by line, and where it sits. @param {string[]} key */
  #offer(key) {
    const book = /** @type {Book} */ (this.#book);
    const mistakes = this.#mistakes('.offer');
    const base = this.#amount('base');
    if (mistakes.length || base === null) return mistakes;
    const [role, level, place] = key;
    const ranges = ['base', 'total'].map((measure) => {
      const found = find(book, [role, level, place, measure], this.#words).filter((figure) => figure.period === 'year');
      // A sample says more than a range.
      return found.find((figure) => figure.points.length) ?? found.find((figure) => figure.published);
    });
    const currency = (ranges[0] ?? ranges[1])?.currency ?? find(book, key, this.#words)[0]?.currency ?? 'USD';
    const text = (/** @type {number} */ amount) => money(amount, currency, book.money);
    const sign_on = this.#amount('signon') ?? 0;
    const months = this.#amount('months') ?? 0;
    const equity = this.#amount('equity') ?? 0;
    const year = yearly({ base, bonus: this.#share('bonus') ?? 0, sign_on, months, equity });
    if (!year) return [el('p', 'mistake', this.#words('sign_on_months'))];
    const sums = [
      [this.#words('base'), text(base)],
      [this.#words('bonus', { base: text(base), percent: this.#value('bonus') || '0' }), text(year.bonus)],
      [this.#words('sign_on', { amount: text(sign_on), months }), text(year.sign_on)],
      [this.#words('equity'), text(equity)],
      [this.#words('in_all'), text(year.total)],
    ];
    const table = el('table', 'sums', el('caption', '', this.#words('offer_sum')),
      ...sums.map(([name, amount]) => {
        const head = el('th', '', name);
        head.setAttribute('scope', 'row');
        return el('tr', '', head, el('td', 'align-end', amount));
      }));
    const places = [[this.#words('base'), base, ranges[0]], [this.#words('the_whole'), year.total, ranges[1]]].map(([name, amount, range]) =>
      el('p', 'sits', this.#words('sits', { name: String(name), where: this.#sits(/** @type {number} */ (amount), /** @type {Figure | undefined} */ (range)) })));
    const usual = (book.shares ?? []).find(([kind, whose]) => kind === 'bonus' && whose === role);
    const bonus = usual && shareOfRange(base, base, usual[2], usual[3]);
    if (usual && bonus) places.push(el('p', 'sits', this.#words('usual_bonus', {
      share: usual[4],
      source: book.sources[usual[5]][0],
      low: text(/** @type {number} */ (bonus[0])),
      to: book.money.to,
      high: text(/** @type {number} */ (bonus[1])),
    })));
    return [table, ...places];
  }

  /** Where an amount sits, in words. @param {number} amount @param {Figure | undefined} range */
  #sits(amount, range) {
    const { money: style } = /** @type {Book} */ (this.#book);
    if (!range) return this.#words('no_range');
    const sampled = percentile(range.points, amount);
    if (sampled) {
      const [where, low, high] = sampled;
      return this.#words(`sample_${where}`, { low, high, source: range.whose });
    }
    const { where, by } = position(amount, range.min, range.max, range.open);
    const amount_apart = by ? money(by, range.currency, style) : '';
    return this.#words(where, { amount: amount_apart, percent: (by ?? 0) / 10, range: rangeText(range, style) });
  }

  /** What a grant is worth in three outcomes. @param {string} currency */
  #grant(currency) {
    const book = /** @type {Book} */ (this.#book);
    const style = book.money;
    const mistakes = this.#mistakes('.grant');
    const share = this.#share('grant');
    if (mistakes.length || share === null) return mistakes;
    const amount = (/** @type {string} */ name) => this.#amount(name) ?? 0;
    const outcomes = [[this.#words('fails'), 0], [this.#words('modest'), amount('modest')], [this.#words('large'), amount('large')]].map(([name, exit]) => {
      const result = worth({ share, dilution: this.#share('dilution') ?? 0, strike: amount('strike'), exit: Number(exit), vesting: amount('vesting'), cliff: amount('cliff'), served: amount('worked') });
      const head = el('th', '', String(name));
      head.setAttribute('scope', 'row');
      const cells = result ? [Number(exit), result.gross, result.cost, result.net, result.yearly ?? 0] : [];
      return result && el('tr', '', head, ...cells.map((cell) => el('td', 'align-end', money(cell, currency, style))));
    });
    if (outcomes.includes(null)) return [el('p', 'mistake', this.#words('grant_limits'))];
    const heads = ['outcome', 'company', 'your_part', 'exercising', 'left', 'a_year'].map((name) => {
      const head = el('th', '', this.#words(name));
      head.setAttribute('scope', 'col');
      return head;
    });
    const table = el('table', '', el('caption', '', this.#words('worth')), el('thead', '', el('tr', '', ...heads)),
      el('tbody', '', ...outcomes.map((row) => /** @type {Node} */ (row))));
    const frame = el('div', 'table-scroll', table);
    frame.setAttribute('role', 'region');
    frame.setAttribute('aria-label', this.#words('three'));
    frame.tabIndex = 0;
    const role = this.#value('role');
    const usual = (book.shares ?? []).filter(([kind, whose]) => kind === 'equity' && whose === role);
    return [frame, ...usual.map(([, , , , words, source]) => el('p', 'quiet', this.#words('usual_equity', { share: words, source: book.sources[source][0] })))];
  }
}

customElements.define('pay-explorer', PayExplorer);
