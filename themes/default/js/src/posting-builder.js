// @ts-check
// <posting-builder>: fills a posting in from a form, shows it as it grows, and hands it over as a record, a page, HTML or
// plain text. What is filled in stays in this browser.

import { save } from '../lib/kit/files.js';
import { slug, toBlocks, toHtml, toPage, toPlain, toRecord } from '../lib/posting/formats.js';
import { speaker, wordsOf } from '../lib/words.js';

/** @typedef {HTMLInputElement & HTMLSelectElement & HTMLTextAreaElement} Control */

class PostingBuilder extends HTMLElement {
  #stop = new AbortController();
  #timer = 0;
  #data = JSON.parse(this.dataset.data ?? '{}');
  #say = speaker(wordsOf(this)).say;
  #said = speaker(JSON.parse(this.dataset.posting ?? '{}')).say;
  #fields = /** @type {Control[]} */ ([...this.querySelectorAll('[data-key]')]);
  #slots = /** @type {HTMLElement[]} */ ([...this.querySelectorAll('[data-shows]')]).map((home) => {
    const first = /** @type {HTMLElement} */ (home.querySelector('.line'));
    const given = [...home.querySelectorAll('.line:not(.gap)')].map((line) => line.textContent ?? '');
    return { home, first, given, gap: first.classList.contains('gap') ? first.textContent : '' };
  });

  connectedCallback() {
    const { signal } = this.#stop;
    this.addEventListener('input', ({ target }) => this.#typed(/** @type {Control} */ (target)), { signal });
    this.addEventListener('click', ({ target }) => this.#pressed(/** @type {HTMLElement} */ (target).dataset.do), { signal });
    this.addEventListener('submit', (event) => event.preventDefault(), { signal });
    for (const part of this.querySelectorAll('.live')) part.toggleAttribute('hidden', false);
    for (const part of this.querySelectorAll('.still')) part.remove();
    try {
      const kept = JSON.parse(localStorage.getItem(this.#place) ?? '{}');
      for (const field of this.#fields) if (kept[this.#key(field)]) this.#put(field, kept[this.#key(field)]);
    } catch { /* What cannot be read is nothing. */ }
    this.#show();
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  get #place() {
    return `rolebook-posting:${this.dataset.role}`;
  }

  /** @param {HTMLElement} field */
  #key(field) {
    return /** @type {string} */ (field.dataset.key);
  }

  /** @param {Control} field @returns {string | string[] | boolean} */
  #value(field) {
    const { holds } = field.dataset;
    if (holds === 'several') return [...field.querySelectorAll('input')].filter((box) => box.checked).map((box) => box.value);
    if (holds === 'yes') return field.checked;
    if (holds === 'whole') return field.value && `${Math.trunc(+field.value)}`;
    const text = field.value.trim();
    return holds === 'lines' ? text.split('\n').map((line) => line.trim()).filter(Boolean) : text;
  }

  /** @param {Control} field @param {string | string[] | boolean} value */
  #put(field, value) {
    const { holds } = field.dataset;
    if (holds === 'several') for (const box of field.querySelectorAll('input')) box.checked = /** @type {string[]} */ (value).includes(box.value);
    else if (holds === 'yes') field.checked = !!value;
    else field.value = Array.isArray(value) ? value.join('\n') : `${value}`;
  }

  /** @param {number} amount @param {string} currency */
  #amount(amount, currency) {
    const digits = `${amount}`.replace(/\B(?=(\d{3})+$)/g, this.#data.group);
    return this.#data.amounts[currency]?.replace('1', digits) ?? `${digits} ${currency}`;
  }

  /** What a choice shows. @param {string} key @param {string} value */
  #title(key, value) {
    const boxes = [...this.querySelectorAll(`[data-key="${key}"] :is(option, input)`)];
    const own = /** @type {Control | undefined} */ (boxes.find((one) => /** @type {Control} */ (one).value === value));
    return own ? own.text ?? own.parentElement?.textContent?.trim() ?? '' : '';
  }

  /** The range that is posted: its own, else that of bands that all readers see and that agree. @param {Record<string, any>} v @param {any[]} bands */
  #pay({ min, max, currency, period, at }, bands) {
    const shown = bands.filter((band) => band.shown);
    const [band] = shown;
    if (min || max) {
      const own = currency || band?.currency || this.#data.currencies[at[0]];
      return own ? { min: +(min || max), max: +(max || min), open: !(min && max), currency: own, period: period || band?.period || 'year' } : null;
    }
    const same = ['min', 'max', 'currency', 'period', 'open'].every((key) => shown.every((other) => other[key] === band[key]));
    return band && same ? band : null;
  }

  /** The lines of each slot. @param {Record<string, any>} v @param {ReturnType<PostingBuilder['#pay']>} pay @returns {Record<string, string[]>} */
  #lines(v, pay) {
    const language = document.documentElement.lang || 'en';
    const said = this.#said;
    const list = (/** @type {(string | false | undefined)[]} */ ...lines) => /** @type {string[]} */ (lines.filter(Boolean));
    const day = (/** @type {string} */ date) => date
      && new Date(date).toLocaleDateString(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' });
    const mode = v.work_mode ?? '';
    const per = this.#title('period', v.period || pay?.period || 'year');
    const [low, high] = pay ? [this.#amount(pay.min, pay.currency), this.#amount(pay.max, pay.currency)] : [];
    const range = pay && `${low === high ? low : low + this.#data.to + high}${pay.open ? this.#data.more : ''} ${per}`;
    const at = this.#title.bind(this);
    const least = v.agreement_pay && `${this.#amount(+v.agreement_pay, pay?.currency ?? 'EUR')} ${per}`;
    const about = ['system', 'stack', 'domain', 'team'].map((key) => [key, list(v[key] && said(`about_${key}`, { text: v[key] }))]);
    const alone = ['hours', 'starts', 'reports_to', 'summary', 'process', 'how_to_apply', 'ai_use', 'vacancy', 'equal_opportunity'];
    return {
      ...Object.fromEntries([...about, ...alone.map((key) => [key, list(v[key])])]),
      ...Object.fromEntries(['duties', 'outcomes', 'musts', 'nice'].map((key) => [key, v[key]])),
      text: v.text.split(/\n\s*\n/).map((/** @type {string} */ part) => part.trim()).filter(Boolean),
      // A set says its places by its own name.
      places: list(new Intl.ListFormat(language, { type: 'disjunction' }).format(list(
        ...v.places.filter((/** @type {string} */ place) => !v.held.includes(place)).map(at.bind(null, 'places')), v.place_set && at('place_set', v.place_set)))),
      mode: list(at('work_mode', mode), v.work_days || (mode === 'remote' && said('remote_from'))),
      pay: list(range && said('base', { range }), least && said('agreement', { amount: least, agreement: v.agreement || said('an_agreement') }),
        v.pays_more && said('pays_more'), v.other_pay),
      benefits: list(v.benefits && said('benefits', { text: v.benefits })),
      level: list(v.level && at('level', v.level)),
      engagement: list(at('engagement', v.engagement), v.fte && v.fte !== '100' ? said('part_time', { share: v.fte }) : said('full_time')),
      openings: list(v.openings > 1 && v.openings),
      opened: list(day(v.opened)),
      closes: list(day(v.closes) || (v.ongoing && said('ongoing'))),
      apply: list(v.apply && (v.apply.includes('@') ? said('apply_by_mail', { address: v.apply }) : `${said('apply')}: ${v.apply}`)),
    };
  }

  #read() {
    const fields = this.#fields.map((field) => ({ key: this.#key(field), holds: field.dataset.holds ?? '', value: this.#value(field) }));
    /** @type {Record<string, any>} */
    const values = { level: '', ...Object.fromEntries(fields.map(({ key, value }) => [key, value])) };
    values.held = this.#data.sets[values.place_set] ?? [];
    values.at = [...new Set([...values.places, ...values.held])];
    const title = values.title || this.dataset.title;
    const id = slug(values.id || `${title} ${values.places[0] ?? values.place_set ?? ''}`) || 'posting';
    const bands = values.at.map((/** @type {string} */ place) => this.#data.bands[values.level]?.[place]).filter(Boolean);
    const pay = this.#pay(values, bands);
    return { fields, values, title, id, bands, pay, lines: this.#lines(values, pay) };
  }

  #show() {
    const { fields, values, title, id, bands, pay, lines } = this.#read();
    /** @type {import('../lib/posting/formats.js').Sheet} */
    const sheet = { title, parts: [] };
    for (const { home, first, given, gap } of this.#slots) {
      const { shows = '', is = '', field = '', label = '' } = home.dataset;
      const own = lines[shows]?.length ? lines[shows] : given;
      for (const line of home.querySelectorAll('.line')) line.remove();
      home.append(...(own.length ? own : [gap ?? '']).map((text) => {
        const line = document.createElement(first.tagName);
        line.className = own.length ? 'line' : 'line gap';
        line.textContent = text;
        return line;
      }));
      const part = /** @type {HTMLElement} */ (home.closest('[data-heading]'));
      if (part !== this.#slots.at(this.#slots.findIndex((slot) => slot.home === home) - 1)?.home.closest('[data-heading]') || !sheet.parts.length) {
        sheet.parts.push({ heading: part.dataset.heading ?? '', slots: [] });
      }
      sheet.parts.at(-1)?.slots.push({ key: shows, is, label, field, lines: own });
    }
    /** @type {HTMLElement} */ (this.querySelector('.sheet-heading')).textContent = title;
    const blocks = toBlocks(sheet);
    const text = blocks.map((block) => block.text).join('\n');
    const { audience, taken } = this.#data;
    const posting = { values, title, id, taken: taken.includes(id), text, pay, bands, amount: this.#amount.bind(this) };
    this.dispatchEvent(new CustomEvent('posting', { detail: { blocks, posting } }));
    const format = /** @type {HTMLSelectElement} */ (this.querySelector('[name=format]')).value;
    const [file, whole] = format === 'record' ? [`content/data/posting-${id}.toml`, toRecord(id, this.dataset.role ?? '', audience, fields)]
      : format === 'page' ? [`content/jobs/${id}.md`, toPage(id, audience, title, values.text)]
        : format === 'html' ? [`${id}.html`, toHtml(sheet)] : [`${id}.txt`, toPlain(sheet)];
    /** @type {HTMLElement} */ (this.querySelector('.result-file')).textContent = this.#say('file', { file });
    this.#out.value = whole;
    return file;
  }

  get #out() {
    return /** @type {HTMLTextAreaElement} */ (this.querySelector('.result textarea'));
  }

  /** @param {Control} target */
  #typed(target) {
    clearTimeout(this.#timer);
    if (target.name === 'format') {
      this.#show();
      return;
    }
    this.#timer = setTimeout(() => {
      try {
        localStorage.setItem(this.#place, JSON.stringify(Object.fromEntries(this.#fields.map((field) => [this.#key(field), this.#value(field)]))));
      } catch { /* Where nothing can be kept, the form still works. */ }
      this.#show();
    }, 200);
  }

  /** @param {string | undefined} what */
  async #pressed(what) {
    if (!what) return;
    let said = 'cleared';
    let file = '';
    if (what === 'clear') {
      for (const field of this.#fields) this.#put(field, field.dataset.holds === 'several' ? [] : '');
      try {
        localStorage.removeItem(this.#place);
      } catch { /* There was nothing. */ }
      this.#show();
    } else {
      file = this.#show().split('/').at(-1) ?? '';
      const { value } = this.#out;
      if (what === 'save') {
        save(file, 'text/plain', value);
        said = 'saved';
      } else {
        said = await navigator.clipboard?.writeText(value).then(() => true, () => false) ? 'copied' : 'not_copied';
      }
    }
    /** @type {HTMLElement} */ (this.querySelector('.result [role=status]')).textContent = this.#say(said, { file });
  }
}

customElements.define('posting-builder', PostingBuilder);
