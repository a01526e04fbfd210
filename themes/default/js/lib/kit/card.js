// @ts-check
// A scorecard as data: what counts in it, what it comes to, and how it is written to a file and read from one.

/** The result that is no mark. */
export const LACK = 'not-enough-evidence';
const FORMAT = 'rolebook-scorecard';
const COLUMNS = ['card', 'role', 'level', 'stage', 'scale', 'criterion', 'title', 'rating', 'evidence', 'recommendation', 'takeaways'];
const MOST_CARDS = 200;

/** @typedef {{criterion: string, title: string, rating: string, evidence: string}} Rating  `rating` is a mark, LACK or '' */
/** @typedef {{card: string, role: string, level: string, stage: string, scale: number, recommendation: string, takeaways: string, ratings: Rating[]}} Card */

/** Whether somebody wrote something that is a word. @param {string} text */
export const isSaid = (text) => /\p{L}\P{Zs}*\p{L}/u.test(text);

/** A rating counts when there is evidence for it; that there is not enough is a result by itself. @param {Rating} rating */
export const counts = ({ rating, evidence }) => rating === LACK || (rating !== '' && isSaid(evidence));

/**
 * What a card comes to, without an average: the titles under each mark, highest first, and what is missing.
 * @param {Rating[]} ratings
 */
export const tally = (ratings) => {
  const titles = (/** @type {(one: Rating) => boolean} */ wanted) => ratings.filter(wanted).map(({ title }) => title);
  const marked = ratings.filter((one) => counts(one) && one.rating !== LACK);
  const marks = [...new Set(marked.map(({ rating }) => rating))].sort((a, b) => +b - +a);
  return {
    counted: ratings.filter(counts).length,
    marks: marks.map((mark) => ({ mark, titles: marked.filter(({ rating }) => rating === mark).map(({ title }) => title) })),
    lack: titles((one) => one.rating === LACK),
    waits: titles((one) => one.rating !== '' && !counts(one)),
    open: titles((one) => one.rating === ''),
  };
};

/** Cards as JSON: one as it is, several as a list. @param {Card[]} cards */
export const toJson = (cards) => {
  const whole = cards.map((card) => ({
    format: FORMAT,
    version: 1,
    ...card,
    ratings: card.ratings.map((one) => ({ ...one, rating: one.rating === '' ? null : one.rating === LACK ? LACK : +one.rating })),
  }));
  return `${JSON.stringify(whole.length === 1 ? whole[0] : whole, null, 2)}\n`;
};

/** A spreadsheet must not take evidence for a formula. @param {string} text */
const cell = (text) => {
  const safe = /^['=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Cards as CSV, a line for each criterion. @param {Card[]} cards */
export const toCsv = (cards) => [COLUMNS, ...cards.flatMap((card) => card.ratings.map((one) => {
  const all = /** @type {Record<string, unknown>} */ ({ ...card, ...one });
  return COLUMNS.map((column) => cell(String(all[column])));
}))].map((row) => `${row.join(',')}\r\n`).join('');

/** Rows of CSV; some spreadsheets part cells by `;`. @param {string} text */
const rows = (text) => {
  const mark = /^[^,\n]*;/.test(text) ? ';' : ',';
  /** @type {string[][]} */
  const found = [[]];
  for (const [, quoted, plain, end] of text.matchAll(new RegExp(`(?:"((?:[^"]|"")*)"|([^"${mark}\\r\\n]*))(${mark}|\\r?\\n|\\r|$)`, 'g'))) {
    found[found.length - 1].push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== mark) found.push([]);
    if (end === '') break;
  }
  return found.filter((row) => row.length > 1);
};

const text = (/** @type {unknown} */ value) => (value === null || value === undefined ? '' : String(value));

/** @param {any} raw @returns {Card} */
const card = (raw) => {
  if (raw?.format !== FORMAT || !Array.isArray(raw.ratings) || !raw.stage) throw new Error(FORMAT);
  const scale = +raw.scale;
  const ratings = raw.ratings.map((/** @type {any} */ one) => {
    const rating = text(one?.rating);
    const known = rating === '' || rating === LACK || (/^\d$/.test(rating) && +rating > 0 && +rating <= scale);
    if (!known || !one.criterion) throw new Error(FORMAT);
    return { criterion: text(one.criterion), title: text(one.title), rating, evidence: text(one.evidence) };
  });
  const [id, role, level, stage, recommendation, takeaways] = [raw.card, raw.role, raw.level, raw.stage, raw.recommendation, raw.takeaways].map(text);
  return { card: id, role, level, stage, scale, recommendation, takeaways, ratings };
};

/** The cards of a file; throws when it holds none, or anything else. @param {string} file */
export const fromText = (file) => {
  const trimmed = file.replace(/^\uFEFF/, '').trim();
  let raw;
  if (/^[[{]/.test(trimmed)) raw = [JSON.parse(trimmed)].flat();
  else {
    const [head, ...lines] = rows(trimmed);
    if (COLUMNS.some((column) => !head?.includes(column))) throw new Error(FORMAT);
    const cards = new Map();
    for (const line of lines) {
      const one = Object.fromEntries(head.map((name, at) => [name, (line[at] ?? '').replace(/^'(?=['=+\-@\t\r])/, '')]));
      const key = `${one.card} ${one.stage}`;
      if (!cards.has(key)) cards.set(key, { ...one, format: FORMAT, ratings: [] });
      cards.get(key).ratings.push(one);
    }
    raw = [...cards.values()];
  }
  if (raw.length === 0 || raw.length > MOST_CARDS) throw new Error(FORMAT);
  return raw.map(card);
};

/**
 * The marks of several cards, criterion by criterion: those that differ by two or more come first, most apart first.
 * @param {{stage: string, criterion: string, title: string}[]} criteria  in the order of the kit
 * @param {Card[]} cards
 */
export const merge = (criteria, cards) => criteria.map((one) => {
  const of = cards.filter(({ stage }) => stage === one.stage);
  const given = of.map((card) => card.ratings.find(({ criterion }) => criterion === one.criterion));
  const marks = given.flatMap((rating) => (rating && rating.rating !== LACK && counts(rating) ? [+rating.rating] : []));
  const apart = marks.length > 1 ? Math.max(...marks) - Math.min(...marks) : 0;
  return { ...one, given, apart };
}).filter(({ given }) => given.length > 0).sort((a, b) => (b.apart > 1 ? b.apart : 0) - (a.apart > 1 ? a.apart : 0));
