// @ts-check
/**
 * Query sets made from a site's own pages. Every query comes from one page, its owner; pages are dealt into two halves, and a query belongs
 * to the half of its owner, so that what ranking was tuned on is never what it is judged by. The same pages and seed give the same queries.
 */
import { cutShort, misspell, nonsenseWord } from './edits.js';
import { Random } from './random.js';
import { isContentWord, sentencesOf, vocabularyOf, wordsOf } from './words.js';

/** @typedef {import('./pages.js').Page} Page */
/** @typedef {import('./metrics.js').Place} Place */
/**
 * @typedef {object} Query
 * @property {string} query
 * @property {string} owner address of the page it was made from, or '' for nonsense
 * @property {Place[]} targets the right pages and sections; none for nonsense
 * @property {string} [clean] what was meant, for misspelt queries
 * @property {Record<string, string>} [facets] what the results are narrowed to
 */
/** @typedef {Record<string, Query[]>} QuerySets */

export const SET_NAMES = ['title', 'heading', 'body', 'prefix', 'typo', 'typo2', 'synonym', 'faq', 'phrase', 'facet', 'nonsense'];

const joined = (/** @type {string[]} */ words) => words.join(' ');
/** What a text says, for comparing: its words in order, numbers left out. @param {string} text */
const saying = (text) => joined(wordsOf(text).filter((word) => !/^\d+$/.test(word)));

/** The pages of the half to tune on: every second one of a shuffled list. @param {Page[]} pages @param {number} seed */
export function tunePages(pages, seed) {
  const dealt = new Random(seed, 'halves').shuffled(pages.map((page) => page.url));
  return new Set(dealt.filter((_, index) => index % 2 === 0));
}

/** Pages whose title no other page has: the title as it stands. @param {Page[]} pages @returns {Query[]} */
function titleQueries(pages) {
  const counts = new Map();
  for (const page of pages) counts.set(joined(wordsOf(page.title)), (counts.get(joined(wordsOf(page.title))) ?? 0) + 1);
  return pages
    .filter((page) => counts.get(joined(wordsOf(page.title))) === 1 && wordsOf(page.title).some(isContentWord))
    .map((page) => ({ query: page.title, owner: page.url, targets: [{ url: page.url }] }));
}

/** Whether a text has 2 to 5 words that say something. @param {string} text */
function isQueryLike(text) {
  const content = wordsOf(text).filter(isContentWord).length;
  return content >= 2 && content <= 5;
}

/** Headings of 2 to 5 content words that no other heading and no title says. @param {Page[]} pages @returns {Query[]} */
function headingQueries(pages) {
  const counts = new Map();
  const count = (/** @type {string} */ text) => counts.set(saying(text), (counts.get(saying(text)) ?? 0) + 1);
  for (const page of pages) {
    count(page.title);
    for (const section of page.sections) if (section.anchor) count(section.heading);
  }
  return everySection(pages)
    .filter(({ section }) => section.anchor && isQueryLike(section.heading) && counts.get(saying(section.heading)) === 1)
    .map(({ page, section }) => ({ query: section.heading, owner: page.url, targets: [{ url: page.url, anchor: section.anchor }] }));
}

/** @param {Page[]} pages */
const everySection = (pages) => pages.flatMap((page) => page.sections.map((section) => ({ page, section })));

/** Template code and addresses that stand in a text as they were typed: nobody asks for their words. */
const IS_MARKUP = /[{}]|:\/\/|\]\(/;

/**
 * Every sentence of 8 words or more, and all places that hold it.
 *
 * @param {Page[]} pages @returns {Map<string, Place[]>} by the sentence's words
 */
function sentencePlaces(pages) {
  const places = new Map();
  for (const { page, section } of everySection(pages)) {
    for (const sentence of section.blocks.flatMap(sentencesOf)) {
      const words = wordsOf(sentence);
      if (words.length < 8 || IS_MARKUP.test(sentence)) continue;
      const key = joined(words);
      const place = { url: page.url, anchor: section.anchor || undefined };
      if (places.has(key)) places.get(key).push(place);
      else places.set(key, [place]);
    }
  }
  return places;
}

/**
 * Words that tell texts apart without giving one away: on one page in a hundred to one in ten, on three at least, of four letters or more.
 *
 * @param {Map<string, number>} vocabulary @param {number} count how many pages there are
 */
const middling = (vocabulary, count) => (/** @type {string} */ word) => {
  const held = vocabulary.get(word) ?? 0;
  return (
    word.length >= 4 && /^\p{L}+$/u.test(word) && isContentWord(word) && held >= Math.max(3, count / 100) && held <= Math.max(6, count / 10)
  );
};

/** Three middling words of one sentence, in its order; any page that holds the sentence is right. */
function bodyQueries(/** @type {Context} */ { sentences, middle, random }) {
  /** @type {Query[]} */
  const queries = [];
  for (const [sentence, places] of sentences) {
    const words = [...new Set(sentence.split(' ').filter(middle))];
    if (words.length < 3) continue;
    const chosen = new Set(random.shuffled(words).slice(0, 3));
    queries.push({ query: joined(words.filter((word) => chosen.has(word))), owner: places[0].url, targets: places });
  }
  return queries;
}

/** Headings with their last word cut, as they look while being typed. */
function prefixQueries(/** @type {Query[]} */ headings, /** @type {Random} */ random) {
  return headings.flatMap((query) => {
    const words = wordsOf(query.query);
    const last = words[words.length - 1];
    const cut = /^\p{L}{5,}$/u.test(last) ? cutShort(last, random) : undefined;
    return cut ? [{ ...query, query: joined([...words.slice(0, -1), cut]) }] : [];
  });
}

/** Titles and headings with `edits` mistakes in one word of `least` letters or more. */
function typoQueries(
  /** @type {Query[]} */ sources,
  /** @type {number} */ edits,
  /** @type {number} */ least,
  /** @type {Context} */ { vocabulary, random },
) {
  return sources.flatMap((query) => {
    const words = wordsOf(query.query);
    const long = [...words.keys()].filter((at) => words[at].length >= least && /^[a-z]+$/.test(words[at]));
    if (!long.length) return [];
    const at = random.pick(long);
    const wrong = misspell(words[at], edits, vocabulary, random);
    return wrong ? [{ ...query, query: joined(words.with(at, wrong)), clean: query.query }] : [];
  });
}

/** Headings, titles and sentences in which one word is said with another of the same meaning. */
function synonymQueries(
  /** @type {Query[]} */ sources,
  /** @type {string[][]} */ groups,
  /** @type {Context} */ { sentences, middle, random },
) {
  const swaps = groups.flatMap((group) =>
    group.flatMap((from) => group.filter((to) => to !== from).map((to) => ({ from: joined(wordsOf(from)), to }))),
  );
  const matching = (/** @type {string} */ text) => swaps.filter(({ from }) => ` ${text} `.includes(` ${from} `));
  const swapped = (/** @type {string} */ text, /** @type {{from: string, to: string}} */ { from, to }) =>
    ` ${text} `.replace(` ${from} `, ` ${to} `).trim();
  /** @type {Query[]} */
  const queries = [];
  for (const query of sources) {
    const text = joined(wordsOf(query.query));
    const found = matching(text);
    if (found.length) queries.push({ ...query, query: swapped(text, random.pick(found)) });
  }
  for (const [sentence, places] of sentences) {
    const found = matching(sentence);
    const around = [...new Set(sentence.split(' ').filter(middle))];
    if (!found.length) continue;
    const swap = random.pick(found);
    const others = random.shuffled(around.filter((word) => !swap.from.split(' ').includes(word))).slice(0, 2);
    if (others.length === 2) queries.push({ query: joined([swap.to, ...others]), owner: places[0].url, targets: places });
  }
  return queries;
}

/** Questions: every heading that asks one. The section under it is the answer. @param {Page[]} pages @returns {Query[]} */
function faqQueries(pages) {
  const asked = everySection(pages).filter(
    ({ section }) => section.anchor && section.heading.endsWith('?') && wordsOf(section.heading).filter(isContentWord).length >= 2,
  );
  const counts = new Map();
  for (const { section } of asked) counts.set(saying(section.heading), (counts.get(saying(section.heading)) ?? 0) + 1);
  return asked
    .filter(({ section }) => counts.get(saying(section.heading)) === 1)
    .map(({ page, section }) => ({ query: section.heading, owner: page.url, targets: [{ url: page.url, anchor: section.anchor }] }));
}

/** Four words in a row of one sentence, quoted, two content words among them; every place that holds them in a row is right. */
function phraseQueries(/** @type {Context} */ { pages, sentences, random, limit }) {
  /** @type {Map<string, {owner: string, targets: Place[]}>} */
  const chosen = new Map();
  for (const [sentence, places] of random.shuffled([...sentences]).slice(0, limit * 3)) {
    const words = sentence.split(' ');
    const from = random.below(words.length - 3);
    const phrase = words.slice(from, from + 4);
    if (phrase.filter(isContentWord).length >= 2 && phrase.every((word) => /^[\p{L}\p{N}]+$/u.test(word)))
      chosen.set(joined(phrase), { owner: places[0].url, targets: [] });
  }
  for (const { page, section } of everySection(pages)) {
    for (const text of [section.heading, ...section.blocks]) {
      const words = wordsOf(text);
      for (let at = 0; at + 4 <= words.length; at++) {
        chosen.get(joined(words.slice(at, at + 4)))?.targets.push({ url: page.url, anchor: section.anchor || undefined });
      }
    }
  }
  return [...chosen]
    .filter(([, { targets }]) => targets.length)
    .map(([phrase, { owner, targets }]) => ({ query: `"${phrase}"`, owner, targets }));
}

/** Two middling words of a sentence, narrowed to its page's kind; only for sites with several kinds. */
function facetQueries(/** @type {Context} */ { pages, sentences, middle, random }) {
  const kinds = new Map(pages.map((page) => [page.url, page.kind]));
  if (new Set([...kinds.values()].filter(Boolean)).size < 2) return [];
  /** @type {Query[]} */
  const queries = [];
  for (const [sentence, places] of sentences) {
    const words = random.shuffled([...new Set(sentence.split(' ').filter(middle))]).slice(0, 2);
    const kind = kinds.get(places[0].url);
    if (words.length < 2 || !kind) continue;
    queries.push({
      query: joined(words),
      owner: places[0].url,
      targets: places.filter((place) => kinds.get(place.url) === kind),
      facets: { kind },
    });
  }
  return queries;
}

/** One or two words that mean nothing: the right answer is no result. */
function nonsenseQueries(/** @type {Context} */ { vocabulary, random, limit }) {
  const words = [...vocabulary.keys()];
  return Array.from({ length: Math.min(limit * 2, 400) }, () => ({
    query: joined(Array.from({ length: random.between(1, 2) }, () => nonsenseWord(words, random))),
    owner: '',
    targets: [],
  }));
}

/**
 * Queries to count bytes and time with: headings, unique or not, and words of sentences in turn.
 *
 * @param {Page[]} pages @param {Query[]} bodies @param {number} seed @param {number} count @returns {string[]}
 */
export function costQueries(pages, bodies, seed, count) {
  const headings = everySection(pages).filter(({ section }) => section.anchor && isQueryLike(section.heading));
  const lists = [new Random(seed, 'cost').shuffled(headings.map(({ section }) => section.heading)), bodies.map(({ query }) => query)];
  return Array.from({ length: count }, (_, index) => lists[index % 2][Math.floor(index / 2)]).filter(Boolean);
}

/**
 * @typedef {object} Context what the makers draw from
 * @property {Page[]} pages @property {Map<string, number>} vocabulary @property {Map<string, Place[]>} sentences
 * @property {(word: string) => boolean} middle @property {Random} random @property {number} limit
 */

/**
 * All query sets of a site, in two halves.
 *
 * @param {Page[]} pages
 * @param {{seed?: number, limit?: number, synonyms?: string[][], sets?: string[]}} [options] `limit` is the most queries of a set in one half
 * @returns {{tune: QuerySets, held: QuerySets}}
 */
export function makeQueries(pages, { seed = 4, limit = 600, synonyms = [], sets = SET_NAMES } = {}) {
  const vocabulary = vocabularyOf(pages);
  const sentences = sentencePlaces(pages);
  const middle = middling(vocabulary, pages.length);
  const context = (/** @type {string} */ name) => ({ pages, vocabulary, sentences, middle, limit, random: new Random(seed, name) });
  const titles = titleQueries(pages);
  const headings = headingQueries(pages);
  /** @type {Record<string, () => Query[]>} */
  const makers = {
    title: () => titles,
    heading: () => headings,
    body: () => bodyQueries(context('body')),
    prefix: () => prefixQueries(headings, new Random(seed, 'prefix')),
    typo: () => typoQueries([...headings, ...titles], 1, 5, context('typo')),
    typo2: () => typoQueries([...headings, ...titles], 2, 9, context('typo2')),
    synonym: () => synonymQueries([...headings, ...titles], synonyms, context('synonym')),
    faq: () => faqQueries(pages),
    phrase: () => phraseQueries(context('phrase')),
    facet: () => facetQueries(context('facet')),
    nonsense: () => nonsenseQueries(context('nonsense')),
  };
  const forTuning = tunePages(pages, seed);
  /** @type {{tune: QuerySets, held: QuerySets}} */
  const halves = { tune: {}, held: {} };
  for (const name of SET_NAMES.filter((each) => sets.includes(each))) {
    const all = new Random(seed, `order of ${name}`).shuffled(makers[name]());
    const inTune = (/** @type {Query} */ query, /** @type {number} */ index) =>
      query.owner ? forTuning.has(query.owner) : index % 2 === 0;
    halves.tune[name] = all.filter(inTune).slice(0, limit);
    halves.held[name] = all.filter((query, index) => !inTune(query, index)).slice(0, limit);
  }
  return halves;
}
