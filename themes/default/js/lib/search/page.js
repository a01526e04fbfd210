// @ts-check
// The search page with an answer on it: `/search/?q=…`, with facets to narrow it.

import { about, advice, counted, element, further, whole } from './show.js';

/** @typedef {import('./show.js').Result} Result */
/** @typedef {{ value: string, title: string, count: number }} Choice */
/** @typedef {import('./box.js').Answer & { facets: Record<string, Choice[]> }} FullAnswer */
/** @typedef {(query: string, options: { limit: number }) => Promise<FullAnswer>} Ask */
/** @typedef {import('../words.js').Speaker['say']} Say */

const STEP = 20;
const PARTS = 4;
/** The most choices of a facet that are shown. */
const CHOICES = 12;
const FACETS = ['kind', 'role', 'place', 'tag', 'mode'];

/**
 * The query of an address, and what is asked: its words, and its facets as the engine reads them, `kind:guide`.
 * @param {URLSearchParams} params
 */
export const read = (params) => {
  const query = (params.get('q') ?? '').trim();
  const facets = FACETS.flatMap((name) => params.getAll(name).filter(Boolean).map((value) => `${name}:${value}`));
  // The facets first: the last word of a query is the one that may still be typed on.
  return { query, asked: [...facets, ...(query ? [query] : [])].join(' ') };
};

/**
 * The address with a facet's value added, or taken away if it was there.
 * @param {URLSearchParams} params
 * @param {string} name
 * @param {string} value
 */
export const toggled = (params, name, value) => {
  const next = new URLSearchParams(params);
  const others = next.getAll(name).filter((other) => other !== value);
  const was = others.length < next.getAll(name).length;
  next.delete(name);
  for (const other of was ? others : [...others, value]) next.append(name, other);
  return `?${next}`;
};

/** @param {Result} result @param {URL} root @param {Say} say @param {Map<string, string>} kinds  what each page is for, by its address */
const item = (result, root, say, kinds) => {
  const parts = further(result, PARTS);
  const address = whole(result.url, root);
  const made = element('li', { class: 'hit' }, element('a', { href: address }, ...about(result, root, kinds.get(address.split('#')[0]))));
  if (parts.length) {
    made.append(element('ul', { class: 'parts', 'aria-label': say('further') }, ...parts.map(({ section, url }) => (
      element('li', {}, element('a', { href: whole(url, root) }, section))))));
  }
  return made;
};

/** @param {Record<string, Choice[]>} facets @param {URLSearchParams} params @param {Say} say */
const narrow = (facets, params, say) => {
  const groups = FACETS.flatMap((name) => {
    const chosen = params.getAll(name);
    const choices = (facets[name] ?? []).filter(({ value, count }) => count > 0 || chosen.includes(value)).slice(0, CHOICES);
    if (choices.length === 0 || choices.length < 2 && chosen.length === 0) return [];
    return [element('div', {}, element('h2', {}, say(name)), element('ul', {}, ...choices.map(({ value, title: label, count }) => {
      const link = element('a', { href: toggled(params, name, value) }, label);
      if (chosen.includes(value)) {
        link.setAttribute('aria-current', 'true');
        link.append(element('span', { class: 'unseen' }, say('chosen')));
      }
      return element('li', {}, link, ' ', element('span', { class: 'count' }, String(count)));
    })))];
  });
  if (groups.length === 0) return [];
  const nav = element('nav', { 'aria-label': say('narrow') }, ...groups);
  const folded = /** @type {HTMLDetailsElement} */ (element('details', { class: 'facets' }, element('summary', {}, say('narrow')), nav));
  // They stand open beside the results where there is room, and are one line above them elsewhere.
  folded.open = matchMedia('(width >= 75rem)').matches || FACETS.some((name) => params.has(name));
  return [folded];
};

/**
 * Answers the query of the address, if it has one.
 * @param {object} page
 * @param {HTMLElement} page.found   where the answer goes
 * @param {HTMLElement | null} page.index  all titles, out of the way while there is an answer
 * @param {HTMLInputElement | null} page.input
 * @param {URLSearchParams} page.params
 * @param {URL} page.root  the first page
 * @param {Ask} page.ask
 * @param {Say} page.say
 * @param {import('../words.js').Speaker['parts']} page.parts
 */
export const answerPage = async ({ found, index, input, params, root, ask, say, parts }) => {
  const { query, asked } = read(params);
  if (input) input.value = query;
  if (!asked) return;
  document.title = `${query} · ${document.title}`;
  const status = element('p', { class: 'quiet', role: 'status' }, say('searching'));
  found.replaceChildren(status);
  found.hidden = false;
  if (index) index.hidden = true;

  const listed = /** @type {NodeListOf<HTMLAnchorElement> | undefined} */ (index?.querySelectorAll('[data-kind]')) ?? [];
  const kinds = new Map([...listed].map((link) => [link.href, link.dataset.kind ?? '']));
  /** @param {number} limit @param {boolean} isMore */
  const show = async (limit, isMore) => {
    const answer = await ask(asked, { limit });
    const list = element('ol', { class: 'hits' }, ...answer.results.map((result) => item(result, root, say, kinds)));
    status.replaceChildren(...parts('found_for', { found: counted(answer.total, say), query: element('q', {}, answer.corrected || query) }));
    /** @type {(Node | string)[]} */
    const after = [];
    if (answer.corrected) after.push(element('p', {}, ...parts('not_all', { query: element('q', {}, query) })));
    if (answer.total === 0) after.push(advice(say));
    else after.push(...narrow(answer.facets, params, say), list);
    if (answer.total > answer.results.length) {
      const more = element('button', { type: 'button', class: 'button more' }, say('more'));
      more.addEventListener('click', () => { void show(limit + STEP, true); });
      after.push(more);
    }
    found.replaceChildren(status, ...after);
    if (index) index.hidden = answer.total > 0;
    // The first of the new ones, so that the keyboard goes on where it was.
    if (isMore) /** @type {HTMLElement | null} */ (list.children[limit - STEP]?.querySelector('a'))?.focus();
  };
  try {
    await show(STEP, false);
  } catch {
    status.textContent = `${say('unreachable')} ${say('by_title')}`;
    found.replaceChildren(status);
    if (index) index.hidden = false;
  }
};
