// @ts-check
// A posting as text that can be taken along: the record, its page, HTML and plain text; and as blocks for the rules.

/** @typedef {{key: string, is: string, label: string, lines: string[], field: string}} Slot  `is`: `fact`, `item`, `text` or `stage` */
/** @typedef {{title: string, parts: {heading: string, slots: Slot[]}[]}} Sheet  what is filled in, in the order in which it is read */
/** @typedef {{key: string, holds: string, value: string | string[] | boolean}} Field */

/** @param {string} text */
const quoted = (text) => JSON.stringify(text).replace(/\u007f/g, '\\u007f');

/** A name for a record and its address. @param {string} text */
export const slug = (text) => text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');

/** The record. @param {string} id @param {string} role @param {string} audience @param {Field[]} fields */
export const toRecord = (id, role, audience, fields) => {
  const lines = fields.flatMap(({ key, holds, value }) => {
    if (!value || !String(value).length || key === 'id' || key === 'text') return [];
    const written = Array.isArray(value) ? `[${value.map(quoted).join(', ')}]`
      : /^(whole|date|yes)$/.test(holds) ? value : quoted(/** @type {string} */ (value));
    return [`${key} = ${written}`];
  });
  return [`audience = ${quoted(audience)}`, '', `[posting.${id}]`, `role = ${quoted(role)}`, ...lines, ''].join('\n');
};

/** The page that adds its own words. @param {string} id @param {string} audience @param {string} title @param {string} text */
export const toPage = (id, audience, title, text) =>
  `+++\ntitle = ${quoted(title)}\nkind = "posting"\nposting = "${id}"\naudience = ${quoted(audience)}\n+++\n\n${text.trim()}\n`;

/** @param {Sheet} sheet @param {{title: (text: string) => string, heading: (text: string) => string, slots: (is: string, slots: Slot[]) => string}} how */
const write = ({ title, parts }, how) => [how.title(title), ...parts.flatMap(({ heading, slots }) => {
  const shown = slots.filter(({ lines }) => lines.length);
  /** @type {Slot[][]} */
  const runs = [];
  for (const slot of shown) {
    const last = runs.at(-1);
    if (last && last[0].is === slot.is) last.push(slot);
    else runs.push([slot]);
  }
  return [...(heading && shown.length ? [how.heading(heading)] : []), ...runs.map((run) => how.slots(run[0].is, run))];
})];

/** @param {Sheet} sheet */
export const toPlain = (sheet) => `${write(sheet, {
  title: (text) => text,
  heading: (text) => text,
  slots: (is, slots) => slots.flatMap(({ label, lines }) => (is === 'fact' ? [`${label}: ${lines.join('; ')}`]
    : lines.map((line) => (is === 'text' ? line : `- ${line}`)))).join(is === 'text' ? '\n\n' : '\n'),
}).join('\n\n')}\n`;

/** @param {string} text */
const safe = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** @param {Sheet} sheet */
export const toHtml = (sheet) => `${write(sheet, {
  title: (text) => `<h1>${safe(text)}</h1>`,
  heading: (text) => `<h2>${safe(text)}</h2>`,
  slots: (is, slots) => {
    const each = (/** @type {string} */ tag) => slots.flatMap(({ lines }) => lines.map((line) => `<${tag}>${safe(line)}</${tag}>`));
    if (is === 'text') return each('p').join('\n');
    if (is !== 'fact') return ['<ul>', ...each('li'), '</ul>'].join('\n');
    const facts = slots.map(({ label, lines }) => `<dt>${safe(label)}</dt>${lines.map((line) => `<dd>${safe(line)}</dd>`).join('')}`);
    return ['<dl>', ...facts, '</dl>'].join('\n');
  },
}).join('\n')}\n`;

/** What the rules about wording look at: facts and stages are told elsewhere. @param {Sheet} sheet */
export const toBlocks = ({ title, parts }) => [{ is: 'title', text: title, field: 'title' }, ...parts.flatMap(({ heading, slots }) => {
  const shown = slots.filter(({ lines }) => lines.length);
  const read = shown.filter(({ is, key }) => key !== 'summary' && (is === 'item' || is === 'text'));
  return [...(heading && shown.length ? [{ is: 'heading', text: heading, field: shown[0].field }] : []),
    ...read.flatMap(({ is, lines, field }) => lines.map((text) => ({ is, text, field })))];
})];
