// @ts-check
// What a posting lacks, and what the laws of its places want of it: `src/site/check/postings/` does the same.

/** @typedef {{min: number, max: number, open: boolean, currency: string, period: string}} Pay */
/** @typedef {Pay & {id: string, shown: boolean}} Band */
/** @typedef {{amount: number, currency: string, period: string}} Width */
/**
 * @typedef {object} Law
 * @property {string} name @property {string} url @property {string} checked @property {string} level @property {string} when @property {string} unsure
 * @property {string[]} needs @property {string[]} told @property {string[]} forbids @property {boolean} ongoing
 * @property {Width | null} width @property {Width | null} above @property {number | null} spread
 */
/** @typedef {{laws: Law[], reach: Record<string, {here: [number, number][], remote: [number, number][], office: number[]}>, left_out: Record<string, number[]>, neutral: {marks: string[], ends: string[]}}} Laws */
/** @typedef {Record<string, any>} Values  what is filled in, by field; `at`: all places, those of its set too */
/** @typedef {{values: Values, title: string, id: string, taken: boolean, text: string, asks: boolean, pay: Pay | null, bands: Band[], amount: (n: number, currency: string) => string}} Posting  `asks`: a line asks what somebody was paid */
/** @typedef {{rule: string, level: string, field: string, say: string, given: Record<string, string>, law?: Law}} Finding */

const A_YEAR = /** @type {Record<string, number>} */ ({ year: 1, month: 12, day: 260, hour: 2080 });

/** @param {number} amount @param {string} period */
const yearly = (amount, period) => amount * (A_YEAR[period] ?? 1);

/** Whether a title names no sex, or says that it is for everybody. @param {string} title @param {Laws['neutral']} words */
const isNeutral = (title, { marks, ends }) => {
  const lower = title.toLowerCase();
  const names = (/** @type {string} */ word) => ends.some((end) => word.endsWith(end) && (word === end || end.length > 5 || word.length > end.length + 3));
  return marks.some((mark) => lower.includes(mark)) || !lower.split(/[^\p{Alphabetic}]+/u).some(names);
};

/** The field where a line is written that a law asks for. */
const FIELDS = /** @type {Record<string, string>} */ ({
  pay: 'min', apply_by: 'closes', description: 'summary', neutral_title: 'title', min_pay: 'agreement_pay', willing_to_pay_more: 'pays_more', how_to_apply: 'apply',
});

/**
 * The laws that reach a posting, each once.
 * @param {Values} values @param {Laws} laws
 * @returns {[Law, number][]}
 */
const reaching = ({ at, work_mode: mode, place_set: set, reports_at: office }, { laws, reach, left_out: left }) => {
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const place of at) {
    for (const [law, sure] of reach[place]?.[mode === 'remote' ? 'remote' : 'here'] ?? []) found.set(law, Math.max(sure, found.get(law) ?? 0));
  }
  for (const law of left[set] ?? []) found.delete(law);
  for (const law of reach[office]?.office ?? []) found.set(law, 1);
  return [...found].sort(([a], [b]) => a - b).map(([law, sure]) => [laws[law], sure]);
};

/** @param {Posting} posting @param {Laws} laws @returns {Finding[]} */
export const findings = (posting, laws) => {
  const { values, pay, bands, text, title, amount } = posting;
  const { at, opened, closes, ongoing, apply, min, max, benefits } = values;
  /** @type {Finding[]} */
  const found = [];
  /** @param {string} rule @param {string} level @param {string} field @param {string} say @param {Record<string, string>} [given] @param {Law} [law] */
  const add = (rule, level, field, say, given = {}, law) => found.push({ rule, level, field, say, given, law });
  const incomplete = add.bind(null, 'posting-incomplete', 'warning');
  if (!at.length) incomplete('places', 'no_place');
  if (!opened) incomplete('opened', 'no_day');
  if (!apply && !values.how_to_apply) incomplete('apply', 'no_apply');
  if (apply && !apply.startsWith('https://') && !/^\S*@\S*$/.test(apply)) incomplete('apply', 'bad_apply', { text: apply });
  if (closes && closes < opened) incomplete('closes', 'closes_early');
  if (closes && ongoing) incomplete('closes', 'closes_never');
  if (values.fte && !(values.fte >= 1 && values.fte <= 100)) incomplete('fte', 'bad_share');
  if (posting.taken) add('bad-record', 'error', 'id', 'taken', { text: posting.id });
  if (min && max && +min > +max) add('bad-record', 'error', 'min', 'min_above');
  const differ = bands.some((band) => ['min', 'max', 'currency', 'period'].some((key) => band[/** @type {'min'} */ (key)] !== bands[0][/** @type {'min'} */ (key)]));
  if (!pay && differ) add('outside-band', 'error', 'min', 'bands_differ');
  if (pay) {
    for (const band of bands) {
      const same = band.currency === pay.currency && band.period === pay.period;
      if (same && (pay.min < band.min || (!band.open && pay.max > band.max))) add('outside-band', 'error', 'min', 'outside_band', { band: band.id });
    }
    if (!pay.open && pay.min > 0 && pay.max * 100 / pay.min > 160) add('pay-too-wide', 'warning', 'max', 'too_wide', { times: (pay.max / pay.min).toFixed(2) });
  }
  const reached = reaching(values, laws);
  for (const [law, sure] of reached) {
    const sound = law.level === 'error' && sure;
    const level = sure ? law.level : 'warning';
    const given = { law: law.name, when: sure || law.level !== 'error' ? law.when : law.unsure };
    const above = law.above && pay && pay.currency === law.above.currency && yearly(pay.max, pay.period) > yearly(law.above.amount, law.above.period);
    const says = /** @type {Record<string, unknown>} */ ({
      pay: above || (pay && !pay.open), apply_by: closes || (ongoing && law.ongoing), how_to_apply: apply || values.how_to_apply,
      description: values.summary || values.system || values.duties.length || text.length > 400, neutral_title: isNeutral(title, laws.neutral),
      min_pay: values.agreement_pay || (!values.agreement && pay), willing_to_pay_more: values.pays_more,
    });
    for (const need of law.needs) {
      if (need in says ? says[need] : values[need]) continue;
      const own = /^(min_)?pay$/.test(need) ? 'pay-missing' : 'posting-line';
      add(sound ? own : 'law-soon', level, FIELDS[need] ?? need, 'needs', { ...given, line: `need_${need}` }, law);
    }
    for (const told of law.told) {
      const said = told === 'pay' ? pay : /health|medical/i.test(benefits);
      if (!said) add('law-interview', level === 'info' ? level : 'warning', told === 'pay' ? 'min' : 'benefits', 'told', { ...given, line: `told_${told}` }, law);
    }
    if (pay && !pay.open && !above) {
      const wide = pay.max - pay.min;
      const most = law.width;
      if (most && most.currency === pay.currency && yearly(wide, pay.period) > yearly(most.amount, most.period)) {
        add(sound ? 'pay-too-wide' : 'law-soon', level, 'max', 'width', { ...given, most: amount(most.amount, most.currency) }, law);
      }
      if (law.spread && wide * 100 > law.spread * pay.min) add('law-soon', 'warning', 'max', 'spread', { ...given, most: `${law.spread}` }, law);
    }
    for (const asked of law.forbids) {
      const asks = asked === 'pay_history' ? posting.asks
        : /canadian (work )?experience|experience in canada/i.test(text) && !/(no|not ask for|without|not require|not need) canadian/i.test(text);
      if (asks) add(sound ? 'law-forbidden' : 'law-soon', level, 'how_to_apply', 'asks', { ...given, line: `ask_${asked}` }, law);
    }
  }
  if (!pay && !reached.some(([law]) => law.needs.includes('pay') || law.needs.includes('min_pay'))) add('pay-missing', 'warning', 'min', 'no_pay');
  return found;
};
