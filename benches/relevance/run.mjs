#!/usr/bin/env node
// @ts-check
// How good, small and fast the search of a site is, beside Pagefind and MiniSearch on the same HTML. See README.md beside this file.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { openBrowser } from './lib/browser.js';
import { prepareSite } from './lib/corpus.js';
import { percentile, scoreOf, summaryOf } from './lib/metrics.js';
import { miniSearch } from './lib/minisearch.js';
import { indexWithPagefind, openPagefind } from './lib/pagefind.js';
import { readPages } from './lib/pages.js';
import { run } from './lib/process.js';
import { costQueries, makeQueries, SET_NAMES } from './lib/queries.js';
import { askCommandLine, openRolebook } from './lib/rolebook.js';
import { StaticServer, roundTrips } from './lib/server.js';
import { allSynonyms } from './lib/synonyms.js';
import { relevanceRows, tableOf } from './lib/table.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const USAGE = `usage: node benches/relevance/run.mjs --root SITE [options]

  --root SITE       a site with rolebook.toml, or any folder of Markdown
  --pages N         measure on N pages made of the blocks of SITE instead
  --audience NAME   the audience to measure (default: the first that was built)
  --binary FILE     rolebook (default: target/release/rolebook, else target/debug/rolebook)
  --work FOLDER     where sites and indexes are made (default: a folder of this name in the system's folder for temporary files)
  --half HALF       held or tune (default: held)
  --sets A,B        only these query sets: ${SET_NAMES.join(' ')}
  --engines A,B     rolebook (in Chromium), cli (rolebook search), pagefind, minisearch, minisearch-sections
  --limit N         most queries of a set (default: 600)
  --cold N          first queries whose bytes are counted, per kind (default: 40; 0 for none)
  --warm N          queries that are timed once all is loaded (default: 200; 0 for none)
  --seed N          (default: 4)
  --ranges no       a host that sends whole files
  --misses SET      then list the queries of SET that the first engine did not answer first
  --json FILE       all figures
`;

/** How often a build and a check are timed, in turn. */
const ROUNDS = 3;

const ENGINE_NAMES = {
  rolebook: 'Rolebook',
  cli: 'Rolebook, command line',
  pagefind: 'Pagefind',
  minisearch: 'MiniSearch',
  'minisearch-sections': 'MiniSearch, sections',
};

/** What was asked for, or the way to ask. */
function readOptions() {
  const text = /** @type {const} */ ({ type: 'string' });
  const { values } = parseArgs({
    options: {
      root: text,
      pages: text,
      audience: text,
      binary: text,
      work: text,
      half: text,
      sets: text,
      engines: text,
      limit: text,
      cold: text,
      warm: text,
      seed: text,
      ranges: text,
      misses: text,
      json: text,
      help: { type: 'boolean' },
    },
  });
  if (values.help || !values.root) {
    console.error(USAGE);
    process.exit(values.help ? 0 : 2);
  }
  const number = (/** @type {string | undefined} */ value, /** @type {number} */ otherwise) =>
    value === undefined ? otherwise : Number(value);
  const built = ['release', 'debug'].map((profile) => join(HERE, '..', '..', 'target', profile, 'rolebook')).find(existsSync);
  const options = {
    root: resolve(values.root),
    pages: values.pages === undefined ? undefined : Number(values.pages),
    audience: values.audience,
    binary: values.binary ? resolve(values.binary) : (built ?? ''),
    work: resolve(values.work ?? join(tmpdir(), 'rolebook-relevance')),
    half: /** @type {'held' | 'tune'} */ (values.half ?? 'held'),
    sets: values.sets?.split(',') ?? SET_NAMES,
    engines: values.engines?.split(',') ?? ['rolebook', 'pagefind', 'minisearch', 'minisearch-sections'],
    limit: number(values.limit, 600),
    cold: number(values.cold, 40),
    warm: number(values.warm, 200),
    seed: number(values.seed, 4),
    ranges: values.ranges !== 'no',
    misses: values.misses,
    json: values.json,
  };
  const wrong = [...options.sets.filter((name) => !SET_NAMES.includes(name)), ...options.engines.filter((name) => !(name in ENGINE_NAMES))];
  if (wrong.length || !['held', 'tune'].includes(options.half) || !options.binary) {
    console.error(
      wrong.length
        ? `unknown: ${wrong.join(', ')}\n`
        : options.binary
          ? '--half is held or tune\n'
          : 'no rolebook: run `cargo build --release`, or name one with --binary\n',
    );
    console.error(USAGE);
    process.exit(2);
  }
  return options;
}

/** @typedef {ReturnType<typeof readOptions>} Options */
/** @typedef {import('./lib/queries.js').Query} Query */

const say = (/** @type {string} */ text) => process.stderr.write(`${text}\n`);

/** Files under a folder but HTML, and their bytes. @param {string} folder */
function sizeOf(folder) {
  if (!existsSync(folder)) return { files: 0, bytes: 0 };
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.endsWith('.html'),
  );
  return {
    files: files.length,
    bytes: files.reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0),
  };
}

/** Builds the site and names its folders. @param {Options} options */
async function build(options) {
  mkdirSync(options.work, { recursive: true });
  const site = prepareSite(options.root, options.pages, options.work);
  const out = join(options.work, `built-${options.pages ?? 'whole'}`);
  const { seconds, megabytes } = await run(options.binary, ['build', '--root', site, '--out', out, '--quiet']);
  const audience =
    options.audience ??
    readdirSync(out, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort()[0];
  say(`built ${site} in ${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`);
  return { site, out, audience, dist: join(out, audience), synonyms: join(site, 'content', 'data', 'synonyms.toml'), seconds, megabytes };
}

/**
 * What indexing takes at most: `check` does all that a build does but the index and the writing of files. Medians of alternating runs.
 * Nothing for a site of which that is not known, because it has audiences of its own.
 *
 * @param {Options} options @param {string} site
 */
async function indexing(options, site) {
  if (site === options.root) return {};
  const out = join(options.work, 'built-again');
  const [builds, checks] = [[], []].map((list) => /** @type {Awaited<ReturnType<typeof run>>[]} */ (list));
  for (let round = 0; round < ROUNDS; round++) {
    rmSync(out, { recursive: true, force: true });
    builds.push(await run(options.binary, ['build', '--root', site, '--out', out, '--quiet']));
    checks.push(await run(options.binary, ['check', '--format', 'json', '--root', site]));
  }
  const median = (/** @type {typeof builds} */ runs) =>
    percentile(
      runs.map(({ seconds }) => seconds),
      0.5,
    );
  return {
    buildSeconds: median(builds),
    indexSeconds: median(builds) - median(checks),
    megabytes: Math.max(...builds.map(({ megabytes }) => megabytes)),
  };
}

/**
 * The bytes and rounds of a first search: a new browser profile for every query, counted by the server.
 *
 * @param {import('playwright-core').Browser} browser @param {StaticServer} server
 * @param {(context: import('playwright-core').BrowserContext, loaded: () => void) => Promise<{first: (query: string) => Promise<number>}>} open
 * @param {string[]} queries
 */
async function coldSearches(browser, server, open, queries) {
  const bytes = [];
  const rounds = [];
  const roundsAfterLoad = [];
  /** @type {Record<string, number>} bytes of each kind of file: its name without numbers and hashes */
  const kinds = {};
  server.delayMs = 25;
  for (const query of queries) {
    const context = await browser.newContext();
    const engine = await open(context, () => (server.log.length = 0));
    await server.quiet();
    const before = server.log.length;
    await engine.first(query);
    bytes.push(server.log.reduce((sum, sent) => sum + sent.bytes, 0));
    for (const { path, bytes: sent } of server.log) {
      const kind = path.replace(/.*\//, '').replace(/[\d_]+.*(?=\.)|\.[0-9a-f]{8,}(?=\.)/, '*');
      kinds[kind] = (kinds[kind] ?? 0) + sent / queries.length;
    }
    rounds.push(roundTrips(server.log));
    roundsAfterLoad.push(roundTrips(server.log.slice(before)));
    await context.close();
  }
  server.delayMs = 0;
  return {
    p50: percentile(bytes, 0.5),
    p95: percentile(bytes, 0.95),
    rounds: percentile(rounds, 0.5),
    afterLoad: percentile(roundsAfterLoad, 0.5),
    afterLoadMost: Math.max(...roundsAfterLoad),
    meanByKind: kinds,
  };
}

/** @param {Options} options */
async function measure(options) {
  const built = await build(options);
  const pages = readPages(built.dist);
  const asked = makeQueries(pages, {
    seed: options.seed,
    limit: options.limit,
    synonyms: allSynonyms(built.synonyms),
    sets: [...new Set([...options.sets, 'body', 'typo', 'phrase'])],
  });
  const sets = asked[options.half];
  const texts = (/** @type {Query[]} */ queries) => queries.slice(0, Math.ceil(options.cold / 2)).map(({ query }) => query);
  const cost = {
    cold: costQueries(pages, sets.body, options.seed, options.cold),
    coldTypo: texts(sets.typo),
    coldPhrase: texts(sets.phrase),
    warm: costQueries(pages, sets.body, options.seed, options.warm),
  };
  say(
    `${pages.length} pages; queries of the ${options.half} half: ${Object.entries(sets)
      .map(([name, list]) => `${name} ${list.length}`)
      .join(', ')}`,
  );

  const names = options.engines;
  const needsBrowser = names.includes('rolebook') || names.includes('pagefind');
  const bundle = join(options.work, `pagefind-${options.pages ?? 'whole'}`);
  const pagefindIndex = names.includes('pagefind') ? await indexWithPagefind(built.dist, pages, `${bundle}-site`, bundle) : undefined;
  const server = new StaticServer({ '/': built.dist, '/pagefind/': bundle });
  server.ranges = options.ranges;
  const origin = await server.start();
  const browser = needsBrowser ? await openBrowser() : undefined;

  /** @type {Record<string, any>} */
  const figures = {};
  /** @type {Record<string, (queries: Query[]) => Promise<import('./lib/metrics.js').Place[][]>>} */
  const ask = {};
  try {
    if (browser && names.includes('rolebook')) {
      const open = (/** @type {any} */ context, /** @type {() => void} */ loaded) => openRolebook(context, origin, loaded);
      const engine = await openRolebook(await browser.newContext(), origin);
      ask.rolebook = engine.searchAll;
      figures.rolebook = await inPage(browser, server, open, engine.times, cost);
      Object.assign(figures.rolebook, sizeOf(join(built.dist, 'search')), {
        buildSeconds: built.seconds,
        ...(await indexing(options, built.site)),
      });
    }
    if (names.includes('cli')) ask.cli = (queries) => askCommandLine({ ...built, binary: options.binary }, queries);
    if (browser && pagefindIndex) {
      const open = async (/** @type {any} */ context, /** @type {() => void} */ loaded) => {
        const engine = await openPagefind(context, origin);
        loaded();
        return engine;
      };
      const engine = await openPagefind(await browser.newContext(), origin);
      ask.pagefind = (queries) => engine.searchAll(queries.map(({ query }) => query));
      figures.pagefind = await inPage(browser, server, open, engine.times, cost);
      Object.assign(figures.pagefind, sizeOf(bundle), { indexSeconds: pagefindIndex.seconds, megabytes: pagefindIndex.megabytes });
    }
    for (const unit of /** @type {const} */ (['pages', 'sections'])) {
      const name = unit === 'pages' ? 'minisearch' : 'minisearch-sections';
      if (!names.includes(name)) continue;
      const engine = miniSearch(pages, unit);
      ask[name] = engine.searchAll;
      const bytes = gzipSync(engine.serialized(), { level: 9 }).length;
      const library = gzipSync(await libraryOf('minisearch'), { level: 9 }).length;
      figures[name] = { files: 1, bytes, indexSeconds: engine.seconds, cold: { p50: bytes + library, p95: bytes + library } };
    }

    /** @type {Record<string, Record<string, import('./lib/table.js').Summary>>} */
    const relevance = {};
    /** @type {Record<string, Record<string, number>>} */
    const recovered = {};
    /** @type {Record<string, any>} */
    const lists = {};
    for (const name of SET_NAMES.filter((each) => options.sets.includes(each))) {
      const queries = sets[name];
      relevance[name] = {};
      if (!queries.length) continue;
      for (const engine of names) {
        const results = await ask[engine](queries);
        lists[`${name} ${engine}`] = results;
        relevance[name][engine] = summaryOf(queries.map((query, index) => scoreOf(results[index], query.targets)));
        if (!name.startsWith('typo')) continue;
        const clean = await ask[engine](queries.map((query) => ({ ...query, query: query.clean ?? query.query })));
        const found = summaryOf(queries.map((query, index) => scoreOf(clean[index], query.targets))).recall10;
        (recovered[name] ??= {})[engine] = relevance[name][engine].recall10 / found;
      }
      say(`  ${name} done`);
    }
    return { options, pages: pages.length, engines: names, relevance, recovered, figures, sets, lists };
  } finally {
    await browser?.close();
    await server.stop();
  }
}

/** A library's minified file. @param {string} name */
async function libraryOf(name) {
  const { readFileSync } = await import('node:fs');
  return readFileSync(join(HERE, 'node_modules', name, 'dist', 'umd', 'index.js'));
}

/** Bytes, rounds and times of an engine that runs in a page. */
async function inPage(
  /** @type {import('playwright-core').Browser} */ browser,
  /** @type {StaticServer} */ server,
  /** @type {any} */ open,
  /** @type {(queries: string[]) => Promise<number[]>} */ times,
  /** @type {Record<string, string[]>} */ cost,
) {
  /** @type {Record<string, any>} */
  const found = {};
  for (const name of ['cold', 'coldTypo', 'coldPhrase'])
    if (cost[name].length) found[name] = await coldSearches(browser, server, open, cost[name]);
  if (cost.warm.length) {
    const taken = await times(cost.warm);
    found.warm = { p50: percentile(taken, 0.5), p95: percentile(taken, 0.95) };
  }
  return found;
}

const kilobytes = (/** @type {number} */ bytes) => (bytes / 1024).toFixed(1);

/** The dearest kinds of files of a first search. @param {Record<string, number>} kinds */
const kindsOf = (kinds) =>
  Object.entries(kinds)
    .sort(([, one], [, other]) => other - one)
    .slice(0, 4)
    .map(([kind, bytes]) => `${kind} ${kilobytes(bytes)}`)
    .join(', ');

/** Rows of bytes, times and sizes. @param {string[]} engines @param {Record<string, any>} figures */
function costRows(engines, figures) {
  const of = (/** @type {(each: any) => string | undefined} */ show) =>
    engines.map((engine) => (figures[engine] ? show(figures[engine]) : undefined));
  const pagefind = figures.pagefind?.indexSeconds;
  const cold = (/** @type {string} */ key) => of((each) => each[key] && `${kilobytes(each[key].p50)} / ${kilobytes(each[key].p95)}`);
  return [
    { label: 'first search, KB p50 / p95', cells: cold('cold'), rule: true },
    { label: '  with a misspelt word', cells: cold('coldTypo') },
    { label: '  with a phrase', cells: cold('coldPhrase') },
    {
      label: '  rounds of requests: all / after loading (most)',
      cells: of((each) => (each.cold?.rounds ? `${each.cold.rounds} / ${each.cold.afterLoad} (${each.cold.afterLoadMost})` : undefined)),
    },
    { label: '  mean KB by kind of file', cells: of((each) => each.cold?.meanByKind && kindsOf(each.cold.meanByKind)) },
    { label: 'warm search, ms p50 / p95', cells: of((each) => each.warm && `${each.warm.p50.toFixed(2)} / ${each.warm.p95.toFixed(2)}`) },
    { label: 'files / KB of the index', cells: of((each) => each.files && `${each.files} / ${kilobytes(each.bytes)}`), rule: true },
    { label: 'index, seconds', cells: of((each) => each.indexSeconds?.toFixed(2)) },
    { label: "  as a share of Pagefind's", cells: of((each) => each.indexSeconds && pagefind && (each.indexSeconds / pagefind).toFixed(2)) },
    { label: 'whole build, seconds', cells: of((each) => each.buildSeconds?.toFixed(2)) },
    { label: 'most memory, MB', cells: of((each) => each.megabytes?.toFixed(0)) },
  ];
}

/** The queries that the first engine did not answer first, with what it gave. @param {Awaited<ReturnType<typeof measure>>} result */
function listMisses({ options, sets, lists, engines }) {
  const name = options.misses ?? '';
  const results = lists[`${name} ${engines[0]}`] ?? [];
  sets[name]?.forEach((query, index) => {
    const { rank } = scoreOf(results[index], query.targets);
    if (rank === 1 || (!query.targets.length && !results[index].length)) return;
    const shown = results[index].slice(0, 3).map((/** @type {any} */ place) => `${place.url}#${place.anchor ?? ''}`);
    console.log(
      `${rank || '-'}  ${query.query}${query.clean ? `  (${query.clean})` : ''}\n   wanted ${query.targets
        .slice(0, 3)
        .map(({ url, anchor }) => `${url}#${anchor ?? ''}`)
        .join(' ')}\n   shown  ${shown.join(' ')}`,
    );
  });
}

const options = readOptions();
const result = await measure(options);
if (options.misses) listMisses(result);
console.log(`${result.pages} pages, ${options.half} half, seed ${options.seed}`);
console.log(
  tableOf(
    result.engines.map((name) => ENGINE_NAMES[/** @type {keyof typeof ENGINE_NAMES} */ (name)]),
    [...relevanceRows(result.engines, result.relevance, result.recovered), ...costRows(result.engines, result.figures)],
  ),
);
if (options.json) {
  const { lists, sets, ...figures } = result;
  writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
}
