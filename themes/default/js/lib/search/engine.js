// @ts-check
// The engine: a query over the shards of an index, as `src/search/engine` answers it in Rust, to the last bit.

import { VERSION, createAnalyzer } from './analysis.js';
import { expand } from './expand.js';
import { readText } from './passage.js';
import { FACETS, parse } from './query.js';
import { EXACT, FURTHER_SECTIONS, FURTHER_SHARE, PREFIX_SHARDS, PROXIMITY, PROXIMITY_PAGES } from './ranking.js';
import { createBoard, f, idf } from './score.js';
import {
  fail, readFacets, readManifest, readPiece, readPlaces, readTerms, readWords, shardOf, shardsOf, unpack,
} from './shards.js';
import { stemEnglish } from './stem-english.js';

/** @typedef {import('./passage.js').Piece} Piece */
/** @typedef {import('./query.js').Clause} Clause */
/** @typedef {import('./score.js').Term} Term */
/** @typedef {import('./shards.js').Hits} Hits */

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
export const createSearch = ({ base, fetch: ask = fetch }) => {
  /** @type {Promise<ReturnType<typeof createIndex>> | undefined} */
  let index;

  /** A file, or the bytes of it from one place to another. @param {string} name @param {string} kind @param {RequestInit} [init] @param {number} [from] @param {number} [to] */
  const get = async (name, kind, init, from, to) => {
    const response = await ask(`${base}search/${name}.bin`, init).catch(() => fail('cannot be reached'));
    if (!response.ok) fail('is not there', true);
    const bytes = new Uint8Array(await response.arrayBuffer());
    // Some hosts know no ranges and send the whole.
    return unpack(response.status === 206 ? bytes : bytes.slice(from, to), kind);
  };
  /** @param {RequestCache} cache */
  const open = async (cache) => createIndex(readManifest(await get('manifest', 'm', { cache })), get);

  /** Reads what is needed to plan a query: worth calling when somebody is about to search. @param {RequestCache} [cache] */
  const load = (cache = 'no-cache') => (index ??= open(cache)).catch((error) => {
    index = undefined;
    throw error;
  });

  /** @param {string} text @param {Options} [options] @param {RequestCache} [cache] @returns {Promise<Answer>} */
  const search = async (text, options = {}, cache) => {
    try {
      return await (await load(cache))(text, options);
    } catch (error) {
      const { gone, why = 'is damaged' } = /** @type {any} */ (error);
      if (!gone || cache) return { total: 0, results: [], corrected: null, facets: {}, error: `The search index ${why}` };
      // The site was built anew since the manifest was read: its files lie in another folder now.
      index = undefined;
      return search(text, options, 'reload');
    }
  };
  return { load, search };
};

/**
 * @param {import('./shards.js').Manifest} manifest
 * @param {(name: string, kind: string, init?: RequestInit, from?: number, to?: number) => Promise<Uint8Array>} get
 */
const createIndex = (manifest, get) => {
  if (manifest.analysis !== VERSION) fail('is of another version');
  const analyzer = createAnalyzer(manifest.stemmer === 'english' ? stemEnglish : undefined);
  const { pages, pieces, ranking, starts, slots } = manifest;
  const [pageCount, sectionCount] = [pages.length - 1, pages[pages.length - 1]];
  const board = createBoard(manifest);

  /** @type {Map<string, Promise<any>>} */
  const kept = new Map();
  /** What is made once and kept; what failed is tried again. @template T @param {string} key @param {() => Promise<T>} make @returns {Promise<T>} */
  const once = (key, make) => {
    const known = kept.get(key) ?? make();
    kept.set(key, known);
    known.catch(() => kept.delete(key));
    return known;
  };
  /** A file or a shard in it, read. @template T @param {string} kind @param {import('./shards.js').Slot} slot @param {(payload: Uint8Array) => T} read @returns {Promise<T>} */
  const file = (kind, [number, from, to], read) => once([kind, number, from].join(), async () => (
    read(await get(`${manifest.folder}/${kind}${number}`, kind, to && { headers: { range: `bytes=${from}-${to - 1}` } }, from, to))));
  /** @param {number} number */
  const shard = (number) => file('t', slots[0][number], readTerms);

  /** @param {string} stem @returns {Promise<Term | null>} */
  const term = (stem) => once(`=${stem}`, async () => {
    const number = shardOf(starts[0], stem);
    const found = number < 0 ? null : (await shard(number)).find((one) => one.stem === stem);
    if (!found) return null;
    const { hits } = found;
    const titles = hits.titles.reduce((sum, { page }) => sum + pages[page + 1] - pages[page], 0);
    /** @param {Uint32Array} counts */
    const held = (counts) => idf(counts.filter(Boolean).length, sectionCount);
    return {
      ...found,
      idf: [idf(titles, sectionCount), held(hits.heading), held(hits.body)],
      any: idf(Math.max(titles, hits.sections.length), sectionCount),
    };
  });
  /** @param {string} prefix */
  const stems = async (prefix) => {
    const found = await Promise.all(shardsOf(starts[0], prefix).slice(0, ranking[PREFIX_SHARDS]).map(shard));
    return found.flat().filter(({ stem }) => stem.startsWith(prefix))
      .map(({ stem, hits }) => ({ stem, count: hits.titles.length + hits.sections.length }));
  };
  /** Words with this beginning, or with this end. @param {string[]} letters @param {boolean} [backwards] */
  const words = async (letters, backwards) => {
    /** @param {string[]} word */
    const turned = (word) => (backwards ? word.reverse() : word).join('');
    const prefix = turned(letters);
    const kind = backwards ? 2 : 1;
    const found = await Promise.all(shardsOf(starts[kind], prefix).map((number) => file(' vw'[kind], slots[kind][number], readWords)));
    return found.flat().filter(({ word }) => word.startsWith(prefix)).map(({ word, step }) => ({ word: turned([...word]), step }));
  };
  const lookUp = { ranking, term, stems, words, synonyms: manifest.synonyms, stem: analyzer.stem };

  /** A phrase as if it were a stem: `src/search/engine/phrase.rs`. @param {Clause['words']} asked @returns {Promise<Term>} */
  const phrase = async (asked) => {
    const terms = /** @type {Term[]} */ (await Promise.all(asked.map(({ stem }) => term(stem))));
    const [first, ...rest] = terms;
    if (first && !rest.length) return first;
    const found = { titles: [], sections: [], body: [], heading: [], length: [], words: [] };
    const whole = { hits: /** @type {Hits} */ (/** @type {unknown} */ (found)), idf: [0, 0, 0], any: 0 };
    if (!terms.every(Boolean)) return whole;
    const payloads = await Promise.all(terms.map(({ slot }) => file('p', slot, (payload) => payload)));
    for (const one of terms) {
      whole.idf = whole.idf.map((sum, field) => f(sum + one.idf[field]));
      whole.any = f(whole.any + one.any);
    }
    const numbers = rest.map(({ hits }) => new Map([...hits.sections].map((section, n) => [section, n])));
    /** @type {number[][][][] | undefined} */
    let places;
    first.hits.sections.forEach((section, n) => {
      const at = [n, ...numbers.map((of) => /** @type {number} */ (of.get(section)))];
      if (at.includes(/** @type {any} */ (undefined))) return;
      places ??= payloads.map((payload, word) => (terms[word].places ??= readPlaces(payload, terms[word].at, terms[word].hits)));
      const here = places.map((of, word) => of[at[word]]);
      // How often the words stand in their places, in the text and in the heading.
      const [body, heading] = [0, 1].map((field) => {
        const sets = here.map((of) => new Set(of[field]));
        return here[0][field].filter((start) => sets.every((set, word) => set.has(start + asked[word].place))).length;
      });
      if (!body && !heading) return;
      /** @param {(hits: Hits) => Uint32Array} column */
      const most = (column) => Math.max(...at.map((of, word) => column(terms[word].hits)[of]));
      const words = most((hits) => hits.words);
      found.sections.push(section);
      found.body.push(body);
      found.heading.push(heading);
      found.length.push(most((hits) => hits.length));
      found.words.push(words);
      const page = pages.indexOf(section);
      if (heading && page >= 0) found.titles.push({ page, count: heading, words });
    });
    return whole;
  };

  /** A section's text, and its place in its piece. @param {number} section */
  const textOf = async (section) => {
    const number = pieces.findLastIndex((first) => first <= section);
    return { piece: await file('d', slots[3][number], readPiece), at: section - pieces[number] };
  };

  /** @param {string} text @param {Options} options @returns {Promise<Answer>} */
  return async (text, { limit = 10, facets: counting }) => {
    const query = parse(text, analyzer.query, manifest.common);
    const { clauses } = query;
    const [facets, ...meanings] = await Promise.all([
      counting || query.facets.length ? file('f', [0], readFacets) : [],
      ...clauses.map(async ({ phrase: quoted, unwanted, words: typed }, at) => {
        if (quoted || unwanted) return { whole: await phrase(typed), alternatives: [{ stems: typed.map(({ stem }) => stem) }] };
        const { corrected, alternatives } = await expand(clauses, at, lookUp);
        return {
          corrected,
          alternatives: await Promise.all(alternatives.map(async (one) => ({ ...one, terms: await Promise.all(one.stems.map(term)) }))),
        };
      })]);
    /** @type {Map<string, number>} */
    const wanted = new Map();
    /** @type {string[]} */
    const asked = [];
    let [count, isOther] = [0, false];
    board.start();
    meanings.forEach(({ whole, alternatives, corrected }, at) => {
      const { words: typed, unwanted } = clauses[at];
      if (unwanted) return board.unwanted(whole);
      const bit = 1 << count++;
      for (const { stems: all } of alternatives) for (const stem of all) wanted.set(stem, (wanted.get(stem) ?? 0) | bit);
      if (whole) board.phrase(whole, typed.length);
      else board.word(alternatives);
      isOther ||= !!corrected;
      asked.push(corrected ?? typed.map(({ surface }) => surface).join(' '));
    });

    const scores = count || !query.facets.length ? board.scores() : board.first();
    /** Whether a page has one of the values asked for of each facet but one. @param {number} page @param {number} [but] */
    const passes = (page, but) => facets.every((values, facet) => {
      const of = query.facets.filter((one) => one.facet === facet);
      return facet === but || !of.length || of.some(({ value }) => values.find((one) => one.value === value)?.pages.has(page));
    });
    const near = count < 2 ? 0 : ranking[PROXIMITY_PAGES];
    const most = Math.max(limit, near);
    /** The best, in order. @type {{ page: number, section: number, score: number }[]} */
    const ranked = [];
    const matching = [];
    let total = 0;
    for (let page = 0; page < pageCount; page++) {
      let best = -1;
      for (let section = pages[page]; section < pages[page + 1]; section++) {
        if (scores[section] > (best < 0 ? 0 : scores[best])) best = section;
      }
      if (best < 0) continue;
      if (counting) matching.push(page);
      if (!passes(page)) continue;
      total++;
      const score = scores[best];
      let place = ranked.length;
      while (place && ranked[place - 1].score < score) place--;
      if (place >= most) continue;
      ranked.splice(place, 0, { page, section: best, score });
      ranked.splice(most);
    }
    const shown = await Promise.all(ranked.map(async (one) => {
      const { piece, at } = await textOf(one.section);
      const own = piece[at];
      // Reading a text takes longer than all else, and the next letter asks for many of the same.
      own.tokens ??= analyzer.tokens(own.text);
      const said = [...own.tokens, ...analyzer.tokens(`${own.section ?? ''} ${own.title}`)].map(({ surface }) => surface);
      return { ...one, piece, at, said, read: readText(own, wanted) };
    }));
    const first = shown.splice(0, near);
    for (const one of first) {
      // What stands there as it was typed.
      const same = clauses.filter(({ words }) => words.every(({ surface }) => one.said.includes(surface))).length;
      one.score = f(one.score * (1 + ranking[PROXIMITY] * one.read.nearness(count) + ranking[EXACT] * same / count));
    }
    first.sort((a, b) => b.score - a.score || a.section - b.section);

    const results = [...first, ...shown].slice(0, limit).map(({ page, section, score, piece, at, read }) => {
      const own = piece[at];
      /** @param {import('./shards.js').Section} one */
      const named = ({ section, url, anchor }) => ({ section, url: anchor ? `${url}#${anchor}` : url });
      const least = f(scores[section] * ranking[FURTHER_SHARE]);
      const rest = Array.from({ length: pages[page + 1] - pages[page] }, (_, n) => pages[page] + n)
        .filter((other) => other !== section && scores[other] > 0 && scores[other] >= least)
        .sort((a, b) => scores[b] - scores[a]).slice(0, ranking[FURTHER_SECTIONS]);
      // One in another piece would cost a file more to show.
      const further = rest.flatMap((other) => piece[at + other - section] ?? []).map(named);
      return { ...named(own), title: own.title, score, snippet: read.snippet(), further };
    });
    const counted = (counting ? facets : []).map((values, facet) => {
      const among = matching.filter((page) => passes(page, facet));
      return [FACETS[facet], values.map(({ value, title, pages: of }) => (
        { value, title, count: among.filter((page) => of.has(page)).length })).filter((one) => one.count)];
    });
    return { total, results, corrected: isOther ? asked.join(' ') : null, facets: Object.fromEntries(counted) };
  };
};
