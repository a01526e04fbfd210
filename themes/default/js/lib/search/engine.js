// @ts-check
// The engine: a query over the shards of an index, as `src/search/engine` answers it in Rust, to the last bit.

import { VERSION, createAnalyzer } from './analysis.js';
import { expand } from './expand.js';
import { readText } from './passage.js';
import { FACETS, parse } from './query.js';
import { createBoard, f, idf } from './score.js';
import {
  fail, readFacets, readManifest, readPiece, readPlaces, readTerms, readWords, shardOf, shardsOf, unpack,
} from './shards.js';
import { stemEnglish } from './stem-english.js';

/** @typedef {import('./passage.js').Piece} Piece */
/** @typedef {import('./query.js').Clause} Clause */
/** @typedef {import('./score.js').Term} Term */

/**
 * A page that was found.
 * @typedef {object} Result
 * @property {string} url             from the site's root on, `/` at its start, with the anchor of its best section
 * @property {string} title
 * @property {string | null} section  the heading of that section; `null` for what stands under the title
 * @property {number} score           greater is better
 * @property {Piece[]} snippet
 * @property {{ section: string | null, url: string }[]} further  other sections of the page
 */

/**
 * What a query found.
 * @typedef {object} Answer
 * @property {number} total             how many pages
 * @property {Result[]} results         the best of them, best first
 * @property {string | null} corrected  what was looked for instead, if a word was misspelt
 * @property {Record<string, { value: string, title: string, count: number }[]>} facets  empty unless they were asked for
 * @property {string} [error]           why there is no answer
 */

/** @typedef {{ limit?: number, facets?: boolean }} Options  `limit`: how many pages, 10 if not said; `facets`: count them */

/**
 * The search of a site.
 * @param {object} site
 * @param {string} site.base  the address of the site's root, with a slash at its end
 * @param {(url: string, init?: RequestInit) => Promise<Response>} [site.fetch]
 */
export const createSearch = ({ base, fetch = (url, init) => globalThis.fetch(url, init) }) => {
  /** @type {Promise<ReturnType<typeof createIndex>> | undefined} */
  let index;

  /** @param {string} name @param {string} kind @param {RequestInit} [init] */
  const get = async (name, kind, init) => {
    const response = await fetch(`${base}search/${name}.bin`, init).catch(() => fail('cannot be reached'));
    if (!response.ok) fail('is not there', true);
    return unpack(new Uint8Array(await response.arrayBuffer()), kind);
  };
  /** @param {RequestCache} cache */
  const open = async (cache) => createIndex(readManifest(await get('manifest', 'm', { cache })), get);

  /** Reads what is needed to plan a query: worth calling when somebody is about to search. @param {RequestCache} [cache] */
  const load = (cache = 'no-cache') => {
    index ??= open(cache);
    return index.catch((error) => {
      index = undefined;
      throw error;
    });
  };

  /** @param {string} text @param {Options} [options] @returns {Promise<Answer>} */
  const search = async (text, options = {}) => {
    try {
      const before = await load();
      try {
        return await before.answer(text, options);
      } catch (error) {
        // The site was built anew since the manifest was read: its files lie in another folder now.
        if (!(/** @type {any} */ (error).gone)) throw error;
        index = undefined;
        return await (await load('reload')).answer(text, options);
      }
    } catch (error) {
      const { why = 'The search index is damaged' } = /** @type {any} */ (error);
      return { total: 0, results: [], corrected: null, facets: {}, error: why };
    }
  };
  return { load: () => load().then(() => undefined), search };
};

/**
 * @param {import('./shards.js').Manifest} manifest
 * @param {(name: string, kind: string) => Promise<Uint8Array>} get
 */
const createIndex = (manifest, get) => {
  if (manifest.analysis !== VERSION) fail('is of another version');
  const analyzer = createAnalyzer(manifest.stemmer === 'english' ? stemEnglish : undefined);
  const { pages, pieces, starts } = manifest;
  const [pageCount, sectionCount] = [pages.length - 1, pages[pages.length - 1]];
  const { ranking } = manifest;
  const [proximity, proximityPages] = ranking.slice(8);
  const [furtherShare, furtherSections] = ranking.slice(22);

  /** @type {Map<string, Promise<any>>} */
  const kept = new Map();
  /** What is made once and kept; what failed is tried again. @template T @param {string} key @param {() => Promise<T>} make @returns {Promise<T>} */
  const once = (key, make) => {
    const known = kept.get(key) ?? make();
    kept.set(key, known);
    known.catch(() => kept.delete(key));
    return known;
  };
  /** A file, read; nothing when it has no number. @template T @param {string} kind @param {number | string} number @param {(payload: Uint8Array) => T} read */
  const file = (kind, number, read) => once(kind + number, async () => (
    number < 0 ? undefined : read(await get(`${manifest.folder}/${kind}${number}`, kind))));
  /** @param {number} number */
  const shard = (number) => file('t', number, (payload) => readTerms(payload, pageCount, sectionCount));

  /** @param {string} stem @returns {Promise<Term | null>} */
  const term = (stem) => once(`=${stem}`, async () => {
    const all = await shard(shardOf(starts[0], stem)) ?? [];
    const at = all.findIndex((one) => one.stem === stem);
    if (at < 0) return null;
    const { hits } = all[at];
    const titles = hits.titles.reduce((sum, { page }) => sum + pages[page + 1] - pages[page], 0);
    /** @param {Uint32Array} counts */
    const held = (counts) => idf(counts.filter(Boolean).length, sectionCount);
    return {
      hits, at,
      idf: [idf(titles, sectionCount), held(hits.heading), held(hits.body)],
      any: idf(Math.max(titles, hits.sections.length), sectionCount),
    };
  });
  /** @param {string} prefix */
  const stems = async (prefix) => {
    const found = await Promise.all(shardsOf(starts[0], prefix).slice(0, ranking[13]).map(shard));
    return found.flat().filter(({ stem }) => stem.startsWith(prefix))
      .map(({ stem, hits }) => ({ stem, count: hits.titles.length + hits.sections.length }));
  };
  /** @param {string} kind @param {string[]} from @param {string} prefix */
  const words = async (kind, from, prefix) => {
    const found = await Promise.all(shardsOf(from, prefix).map((number) => file(kind, number, readWords)));
    return found.flat().filter(({ word }) => word.startsWith(prefix));
  };
  /** @param {string} word */
  const turned = (word) => [...word].reverse().join('');
  const lookUp = {
    ranking, term, stems,
    synonyms: manifest.synonyms,
    stem: analyzer.stem,
    /** @param {string} head */
    heads: (head) => words('v', starts[1], head),
    /** @param {string} tail */
    tails: async (tail) => (await words('w', starts[2], turned(tail))).map(({ word, step }) => ({ word: turned(word), step })),
  };

  /** The sections that hold a phrase: `src/search/engine/phrase.rs`. @param {Clause['words']} asked */
  const phrase = async (asked) => {
    const found = {
      sections: /** @type {number[]} */ ([]), body: /** @type {number[]} */ ([]), heading: /** @type {number[]} */ ([]),
      length: /** @type {number[]} */ ([]), words: /** @type {number[]} */ ([]), idf: [0, 0, 0], any: 0, count: asked.length,
    };
    // Places are asked for beside the hits, so that a phrase takes no more rounds than a word.
    const [terms, payloads] = /** @type {[Term[], Uint8Array[]]} */ (await Promise.all([
      Promise.all(asked.map(({ stem }) => term(stem))),
      Promise.all(asked[1] ? asked.map(({ stem }) => file('p', shardOf(starts[0], stem), (payload) => payload)) : []),
    ]));
    if (!terms.every(Boolean)) return { ...found, count: 0 };
    for (const one of terms) {
      found.idf = found.idf.map((sum, field) => f(sum + one.idf[field]));
      found.any = f(found.any + one.any);
    }
    const [first, ...rest] = terms;
    const whole = rest.map(({ hits }) => new Map([...hits.sections].map((section, n) => [section, n])));
    /** @type {number[][]} */
    const here = [];
    first.hits.sections.forEach((section, n) => {
      const at = whole.map((places) => places.get(section));
      if (!at.includes(undefined)) here.push([n, .../** @type {number[]} */ (at)]);
    });
    const places = here.length ? payloads.map((payload, n) => readPlaces(payload, terms[n].at, terms[n].hits)) : [];
    for (const at of here) {
      /** How often the words stand in their places. @param {number} field */
      const times = (field) => {
        const sets = at.slice(1).map((n, word) => new Set(places[word + 1][n][field]));
        return places[0][at[0]][field].filter((start) => sets.every((set, word) => set.has(start + asked[word + 1].place))).length;
      };
      /** @param {'length' | 'words'} key */
      const most = (key) => Math.max(...at.map((n, word) => terms[word].hits[key][n]));
      const [body, heading] = rest.length ? [times(0), times(1)] : [first.hits.body[at[0]], first.hits.heading[at[0]]];
      if (!body && !heading) continue;
      found.sections.push(first.hits.sections[at[0]]);
      found.body.push(body);
      found.heading.push(heading);
      found.length.push(most('length'));
      found.words.push(most('words'));
    }
    return found;
  };

  /** The words of sections that were shown. @type {Map<number, import('./analysis.js').Token[]>} */
  const read = new Map();
  /** A section's text, and its place in its piece. @param {number} section */
  const textOf = async (section) => {
    const number = pieces.findLastIndex((first) => first <= section);
    return { piece: await file('d', number, readPiece), at: section - pieces[number] };
  };

  /** @param {string} text @param {Options} options @returns {Promise<Answer>} */
  const answer = async (text, { limit = 10, facets: counting = false }) => {
    const query = parse(text, analyzer.query, manifest.common);
    const { clauses } = query;
    const board = createBoard(manifest);
    const [facets, ...meanings] = await Promise.all([
      counting || query.facets.length ? file('f', '', readFacets) : [],
      ...clauses.map(async (clause, at) => {
      if (clause.phrase || clause.unwanted) return { phrase: await phrase(clause.words), alternatives: [], terms: [] };
      const meaning = await expand(clauses, at, lookUp);
      const terms = await Promise.all(meaning.alternatives.map(async ({ stems: all, likeness }) => (
        { likeness, terms: /** @type {Term[]} */ (await Promise.all(all.map(term))) })));
      return { ...meaning, phrase: null, terms };
    })]);
    /** @type {Map<string, number>} */
    const wanted = new Map();
    const asked = [];
    let [count, isOther] = [0, false];
    for (const [at, { words: typed, unwanted }] of clauses.entries()) {
      const { phrase: hits, alternatives, corrected, terms } = /** @type {any} */ (meanings[at]);
      if (unwanted) {
        board.unwanted(hits);
        continue;
      }
      const bit = 1 << count++;
      for (const stem of hits ? typed.map((word) => word.stem) : alternatives.flatMap((/** @type {any} */ one) => one.stems)) {
        wanted.set(stem, (wanted.get(stem) ?? 0) | bit);
      }
      if (hits) board.phrase(hits);
      else board.word(terms);
      isOther ||= !!corrected;
      asked.push(...(corrected ? [corrected] : typed.map((word) => word.surface)));
    }

    const scores = count || !query.facets.length ? board.scores() : board.first();
    /** Whether a page has one of the values asked for of each facet but one. @param {number} page @param {number} [but] */
    const passes = (page, but) => facets.every((values, facet) => {
      const of = query.facets.filter((one) => one.facet === facet);
      return facet === but || !of.length || of.some(({ value }) => values.find((one) => one.value === value)?.pages.has(page));
    });
    let ranked = [];
    const matching = [];
    for (let page = 0; page < pageCount; page++) {
      let best = -1;
      for (let section = pages[page]; section < pages[page + 1]; section++) {
        if (scores[section] > (best < 0 ? 0 : scores[best])) best = section;
      }
      if (best < 0) continue;
      matching.push(page);
      if (passes(page)) ranked.push({ page, section: best, score: scores[best] });
    }
    ranked.sort((a, b) => b.score - a.score || a.section - b.section);
    const total = ranked.length;
    const near = count < 2 ? 0 : proximityPages;
    ranked = ranked.slice(0, Math.max(limit, near));
    const shown = await Promise.all(ranked.map(async (one) => {
      const { piece, at } = await textOf(one.section);
      // Reading a text takes longer than all else, and the next letter asks for many of the same.
      const analyse = () => (read.get(one.section) ?? read.set(one.section, analyzer.tokens(piece[at].text)).get(one.section)) ?? [];
      return { ...one, piece, at, read: readText(piece[at].text, wanted, analyse) };
    }));
    const first = shown.splice(0, near);
    for (const one of first) one.score = f(one.score * f(1 + f(proximity * one.read.nearness(count))));
    first.sort((a, b) => b.score - a.score || a.section - b.section);

    const results = [...first, ...shown].slice(0, limit).map(({ page, section, score, piece, at, read }) => {
      const own = piece[at];
      /** @param {{ url: string, anchor: string }} one */
      const address = ({ url, anchor }) => (anchor ? `${url}#${anchor}` : url);
      const least = f(scores[section] * furtherShare);
      const rest = Array.from({ length: pages[page + 1] - pages[page] }, (_, n) => pages[page] + n)
        .filter((other) => other !== section && scores[other] > 0 && scores[other] >= least)
        .sort((a, b) => scores[b] - scores[a] || a - b).slice(0, furtherSections);
      // One in another piece would cost a file more to show.
      const further = rest.flatMap((other) => piece[at + other - section] ?? []).map((one) => ({ section: one.section, url: address(one) }));
      return { url: address(own), title: own.title, section: own.section, score, snippet: read.snippet(), further };
    });
    const counted = counting ? facets.map((values, facet) => {
      const among = matching.filter((page) => passes(page, facet));
      return [FACETS[facet], values.map(({ value, title, pages: of }) => (
        { value, title, count: among.filter((page) => of.has(page)).length })).filter((one) => one.count)];
    }) : [];
    return { total, results, corrected: isOther ? asked.join(' ') : null, facets: Object.fromEntries(counted) };
  };
  return { answer };
};
