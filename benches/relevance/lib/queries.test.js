// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutShort, misspell, nonsenseWord } from './edits.js';
import { costQueries, makeQueries, tunePages } from './queries.js';
import { Random } from './random.js';
import { HIRING_SYNONYMS, synonymGroups, synonymsFile } from './synonyms.js';
import { editDistance, sentencesOf, vocabularyOf, wordsOf } from './words.js';

const THINGS =
  'interview calibration offer equity panel debrief scorecard sourcing posting probation onboarding retention mentoring promotion severance relocation'.split(
    ' ',
  );

/** Sixty-four words that come on few pages each. */
const RARE = 'bal mor tin sev lor pan gal rud'
  .split(' ')
  .flatMap((one) => 'ders fling mont rick sable tive wood zeal'.split(' ').map((other) => one + other));

/** Forty small pages with headings, questions, and sentences of which some stand on two pages. @returns {import('./pages.js').Page[]} */
function handbook() {
  return Array.from({ length: 40 }, (_, at) => {
    const [one, two, three] = [THINGS[at % 16], THINGS[(at * 3 + 1) % 16], THINGS[(at * 5 + 2) % 16]];
    const rare = (/** @type {number} */ step) => RARE[(at * step + step) % 64];
    return {
      url: `/p${at}/`,
      title: `The ${one} handbook, part ${'abcdefghijklmnopqrstuvwxyz'[at % 26]}${at}`,
      kind: at % 2 ? 'guide' : 'page',
      sections: [
        {
          anchor: '',
          heading: '',
          level: 1,
          blocks: [`Everybody who works on ${one} and also on ${two} should read number ${at} before ${three} starts.`],
        },
        {
          anchor: `rules-${at}`,
          heading: `Rules of ${two} for ${RARE[at]} meetings`,
          level: 2,
          blocks: [`The ${one} of a candidate is never discussed without ${two} and ${three} by the same people.`],
        },
        {
          anchor: `why-${at}`,
          heading: `Why does ${three} need number${at}?`,
          level: 2,
          blocks: [
            `Because so many people with ${rare(1)}, ${rare(3)} or ${rare(5)} and ${rare(7)} asked for their compensation in the end.`,
          ],
        },
      ],
    };
  });
}

const pages = handbook();
const made = makeQueries(pages, { synonyms: [['comp', 'compensation']] });
const all = (/** @type {string} */ name) => [...made.tune[name], ...made.held[name]];

test('the same pages and seed give the same queries, another seed gives others', () => {
  assert.deepEqual(makeQueries(handbook(), { synonyms: [['comp', 'compensation']] }), made);
  assert.notDeepEqual(makeQueries(handbook(), { seed: 5 }).held.body, made.held.body);
});

test('a set does not depend on which other sets are made', () => {
  assert.deepEqual(makeQueries(pages, { sets: ['typo'] }).held.typo, made.held.typo);
});

test('no page owns queries of both halves', () => {
  const tuned = tunePages(pages, 4);
  assert.equal(tuned.size, 20);
  for (const name of ['title', 'heading', 'body', 'prefix', 'typo', 'phrase', 'faq']) {
    assert.ok(made.tune[name].length && made.held[name].length, `${name} is empty in one half`);
    assert.ok(
      made.tune[name].every((query) => tuned.has(query.owner)),
      name,
    );
    assert.ok(
      made.held[name].every((query) => !tuned.has(query.owner)),
      name,
    );
  }
});

test('headings that come twice, or stand in a title, are not asked for', () => {
  const twice = [
    ...handbook(),
    { url: '/x/', title: 'Other', kind: 'page', sections: [{ anchor: 'r', heading: pages[0].sections[1].heading, level: 2, blocks: [] }] },
  ];
  const { tune, held } = makeQueries(twice, { sets: ['heading'] });
  const asked = [...tune.heading, ...held.heading].map((query) => query.query);
  assert.ok(!asked.includes(pages[0].sections[1].heading));
  assert.ok(asked.includes(pages[1].sections[1].heading));
});

test('body queries are three words of one sentence, and every page that holds it is right', () => {
  const doubled = [...pages, { ...pages[3], url: '/copy/', title: 'A copy' }];
  const { tune, held } = makeQueries(doubled, { sets: ['body'] });
  const copied = [...tune.body, ...held.body].filter((query) => query.targets.some(({ url }) => url === '/copy/'));
  assert.ok(copied.length);
  for (const { query, targets } of copied) {
    assert.equal(query.split(' ').length, 3);
    assert.deepEqual(new Set(targets.map(({ url }) => url)), new Set(['/p3/', '/copy/']));
  }
});

test('a cut query lacks the end of its last word', () => {
  for (const { query, targets } of all('prefix')) {
    const heading = pages.flatMap((page) => page.sections).find((section) => section.anchor === targets[0].anchor)?.heading ?? '';
    const whole = wordsOf(heading).join(' ');
    assert.ok(whole.startsWith(query) && query.length < whole.length, query);
  }
  assert.ok(['int', 'inte', 'inter', 'interv'].includes(cutShort('intervi', new Random(1)) ?? ''));
});

test('a misspelt query is so many edits from what was meant, and its word is no word of the site', () => {
  const vocabulary = vocabularyOf(pages);
  for (const [name, edits] of /** @type {const} */ ([
    ['typo', 1],
    ['typo2', 2],
  ])) {
    for (const { query, clean } of all(name)) {
      const meant = wordsOf(clean ?? '');
      const wrong = wordsOf(query).filter((word, at) => word !== meant[at]);
      assert.equal(wrong.length, 1, query);
      assert.ok(!vocabulary.has(wrong[0]));
      assert.equal(editDistance(wrong[0], meant[wordsOf(query).indexOf(wrong[0])]), edits);
    }
  }
  assert.equal(misspell('aa', 1, { has: () => true, /** @type {any} */ size: 0 }, new Random(1)), undefined);
});

test('a phrase stands word for word at its places, and nowhere else', () => {
  for (const { query, targets } of all('phrase')) {
    const holding = pages.filter((page) =>
      page.sections.some((section) =>
        [section.heading, ...section.blocks].some((text) => ` ${wordsOf(text).join(' ')} `.includes(` ${query.slice(1, -1)} `)),
      ),
    );
    assert.deepEqual(new Set(targets.map(({ url }) => url)), new Set(holding.map((page) => page.url)));
  }
});

test('questions ask for the section they head', () => {
  assert.equal(all('faq').length, 40);
  assert.match(all('faq')[0].targets[0].anchor ?? '', /^why-/);
});

test('a word is said with its synonym', () => {
  assert.ok(all('synonym').length);
  assert.ok(all('synonym').every(({ query }) => wordsOf(query).includes('comp')));
});

test('narrowed queries want pages of their kind alone', () => {
  assert.ok(all('facet').length);
  for (const { facets, targets } of all('facet'))
    assert.ok(targets.length && targets.every(({ url }) => pages.find((page) => page.url === url)?.kind === facets?.kind));
});

test('nonsense is far from every word', () => {
  const words = [...vocabularyOf(pages).keys()];
  assert.ok(all('nonsense').length >= 100);
  for (const { query, targets } of all('nonsense')) {
    assert.equal(targets.length, 0);
    for (const word of query.split(' '))
      assert.ok(
        words.every((known) => editDistance(known, word) > 2 && !known.startsWith(word)),
        word,
      );
  }
  assert.equal(nonsenseWord(words, new Random(3)), nonsenseWord(words, new Random(3)));
});

test('queries for bytes and times are headings and words of sentences in turn', () => {
  const queries = costQueries(pages, made.held.body, 4, 10);
  assert.equal(queries.length, 10);
  assert.deepEqual(
    queries.filter((_, index) => index % 2),
    made.held.body.slice(0, 5).map(({ query }) => query),
  );
  assert.ok(pages.some((page) => page.sections.some((section) => section.heading === queries[0])));
});

test('edits are counted with swaps of neighbours, up to a limit', () => {
  for (const [one, other, edits] of /** @type {const} */ ([
    ['lead', 'lead', 0],
    ['lead', 'laed', 1],
    ['lead', 'leads', 1],
    ['lead', 'read', 1],
    ['manager', 'manger', 1],
    ['manager', 'mangaer', 1],
    ['abcdef', 'badcfe', 3],
    ['', 'ab', 2],
  ])) {
    assert.equal(editDistance(one, other), edits, `${one} ${other}`);
  }
});

test('words are folded, and sentences end at their stops', () => {
  assert.deepEqual(wordsOf('Résumés aren’t C++, “JD”!'), ['resumes', "aren't", 'c', 'jd']);
  assert.deepEqual(sentencesOf('Ask first. Then wait! Is 2.5 enough? (Yes.) no'), [
    'Ask first.',
    'Then wait!',
    'Is 2.5 enough?',
    '(Yes.) no',
  ]);
});

test('groups of synonyms are read from lists and from pairs', () => {
  assert.deepEqual(synonymGroups('# words\nwords = ["JD", "job description"]\ncomp = ["compensation"]\n"time off" = "leave"\n'), [
    ['jd', 'job description'],
    ['comp', 'compensation'],
    ['time off', 'leave'],
  ]);
  assert.deepEqual(synonymGroups(synonymsFile()), HIRING_SYNONYMS);
});
