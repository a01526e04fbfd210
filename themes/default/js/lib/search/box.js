// @ts-check
// The dialog that the search field opens: a combobox whose list is the answer.

import { about, advice, counted, element, further, links, whole } from './show.js';

/** @typedef {import('./show.js').Result} Result */
/** @typedef {{ results: Result[], total: number, corrected: string | null }} Answer  corrected: what was asked instead, if anything */

const PAGES = 8;
const PARTS = 2;
/** How long a count waits for the next letter before it is read aloud. */
const PAUSE_MS = 400;
/** How long an answer may take before the box says that it searches. */
const PATIENCE_MS = 300;
const RECENT = 5;

/**
 * @param {object} site
 * @param {URL} site.root  the address of the first page
 * @param {(query: string, options: { limit: number }) => Promise<Answer>} site.ask
 * @param {import('../words.js').Speaker['say']} site.say
 * @param {import('../words.js').Speaker['parts']} site.parts
 */
export const createBox = ({ root, ask, say, parts }) => {
  /** @type {string[]} Only as long as the page is open. */
  const recent = [];
  const action = new URL('search/', root).href;
  const input = /** @type {HTMLInputElement} */ (element('input', {
    type: 'text', name: 'q', role: 'combobox', 'aria-label': say('name'), 'aria-expanded': 'false', 'aria-controls': 'search-list',
    'aria-autocomplete': 'list', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', inputmode: 'search',
    enterkeyhint: 'search', dir: 'auto', placeholder: say('hint'),
  }));
  const close = element('button', { type: 'button', class: 'close' }, say('close'));
  const form = element('form', { role: 'search', 'aria-label': say('name'), action }, input, close);
  const note = element('div', { class: 'note' });
  const list = element('div', { id: 'search-list', role: 'listbox', 'aria-label': say('results') });
  const status = element('p', { role: 'status', class: 'unseen' });
  const all = element('a', { href: action }, say('all_results'));
  const slash = element('button', { type: 'button', 'aria-pressed': 'true' }, '/');
  const foot = element('p', { class: 'keys' }, all, slash);
  const dialog = /** @type {HTMLDialogElement} */ (element('dialog', { class: 'box', 'aria-label': say('name') },
    element('div', {}, form, note, list, status, foot)));

  /** @type {HTMLElement[]} */
  let options = [];
  let active = -1;
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let slow;

  /** Nothing is waited for. */
  const answered = () => {
    clearTimeout(slow);
    slow = undefined;
  };

  /** @param {string} text */
  const announce = (text) => {
    clearTimeout(pause);
    pause = setTimeout(() => { status.textContent = text; }, PAUSE_MS);
  };

  /** @param {number} at */
  const activate = (at) => {
    options[active]?.setAttribute('aria-selected', 'false');
    active = at;
    const option = options[active];
    if (!option) {
      input.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  };

  /** @param {HTMLElement[]} made */
  const fill = (made) => {
    activate(-1);
    options = made;
    options.forEach((option, at) => { option.id = `search-option-${at}`; });
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    input.setAttribute('aria-expanded', String(options.length > 0));
  };

  /** @param {string} url @param {string} kind @param {(Node | string)[]} content */
  const option = (url, kind, content) => element('a', {
    role: 'option', 'aria-selected': 'false', tabindex: '-1', class: kind, href: whole(url, root),
  }, ...content);

  /** @param {Result} result */
  const optionsOf = (result) => [
    option(result.url, 'hit', about(result, root)),
    ...further(result, PARTS).map(({ section, url }) => option(url, 'part', [section])),
  ];

  const showRecent = () => {
    note.replaceChildren(...(recent.length ? [say('recent')] : [say('go_on'), links()]));
    fill(recent.map((query) => {
      const again = option(`/search/?q=${encodeURIComponent(query)}`, 'again', [query]);
      again.addEventListener('click', (event) => {
        event.preventDefault();
        askFor(query);
      });
      return again;
    }));
    announce('');
  };

  /** @param {Answer} answer @param {string} query */
  const show = (answer, query) => {
    fill(answer.results.flatMap(optionsOf));
    note.replaceChildren();
    if (answer.corrected) {
      note.append(...parts('corrected', { corrected: element('strong', {}, answer.corrected), query: element('q', {}, query) }));
    }
    all.hidden = answer.total === 0;
    if (answer.total === 0) note.append(element('strong', {}, say('nothing')), advice(say), links());
    const found = counted(answer.total, say);
    announce(answer.corrected && answer.total ? say('found_for', { found, query: answer.corrected }) : found);
  };

  const update = async () => {
    const query = input.value.trim();
    const mine = ++asked;
    all.setAttribute('href', query ? `${action}?q=${encodeURIComponent(query)}` : action);
    all.textContent = say(query ? 'all_results' : 'all_pages');
    all.hidden = false;
    if (!query) {
      answered();
      showRecent();
      return;
    }
    // On a slow line the index takes a while. Letters typed meanwhile wait for the same one, so that it is said once.
    slow ??= setTimeout(() => {
      clearTimeout(pause);
      status.textContent = note.textContent = say('searching');
    }, PATIENCE_MS);
    try {
      const answer = await ask(query, { limit: PAGES });
      if (mine !== asked) return;
      answered();
      show(answer, query);
    } catch {
      if (mine !== asked) return;
      answered();
      fill([]);
      note.replaceChildren(element('strong', {}, say('unreachable')), ` ${say('go_on')}`, links());
      announce(say('unreachable'));
    }
  };

  /** @param {string} query */
  const askFor = (query) => {
    input.value = query;
    input.focus();
    void update();
  };

  const remember = () => {
    const query = input.value.trim();
    if (!query) return;
    const before = recent.indexOf(query);
    if (before >= 0) recent.splice(before, 1);
    recent.unshift(query);
    recent.length = Math.min(recent.length, RECENT);
  };

  input.addEventListener('input', update);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      // One stop more than there are options: the text itself.
      const stops = options.length + 1;
      activate((active + 1 + step + stops) % stops - 1);
    } else if (event.key === 'Enter' && options[active]) {
      event.preventDefault();
      options[active].dispatchEvent(new MouseEvent('click', {
        bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey, shiftKey: event.shiftKey,
      }));
    }
  });
  form.addEventListener('submit', remember);
  list.addEventListener('click', (event) => {
    if (event.defaultPrevented) return;
    remember();
    // A section of the page one is on: the address changes and nothing else, so the box must go by itself.
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
  });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });

  const label = () => {
    const isOn = localStorage.getItem('search-key') !== 'off';
    slash.setAttribute('aria-pressed', String(isOn));
    slash.textContent = say(isOn ? 'key_on' : 'key_off');
  };
  slash.addEventListener('click', () => {
    localStorage.setItem('search-key', slash.getAttribute('aria-pressed') === 'true' ? 'off' : 'on');
    label();
  });
  try {
    label();
  } catch {
    slash.remove(); // no storage, no choice to keep
  }

  document.body.append(dialog);
  return {
    /** Opens the box. @param {string} [text]  what was typed already */
    open: (text = '') => {
      if (dialog.open) return;
      if (text) input.value = text;
      dialog.showModal();
      input.focus();
      if (text) input.setSelectionRange(text.length, text.length);
      else input.select();
      void update();
    },
  };
};
