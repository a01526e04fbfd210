// @ts-check
// What an answer looks like, as elements. Everything is made of text nodes: no word of a page or a query is ever read as
// markup.

/** @typedef {import('../words.js').Speaker} Speaker */
/** @typedef {{ text: string, mark: boolean }} Piece  `mark`: a word that was asked for */

/**
 * A page that answers, as the engine gives it.
 * @typedef {object} Result
 * @property {string} url             from the site's root on, with a slash at its start and the anchor of its best section
 * @property {string} title
 * @property {string | null} section  the heading of that section; `null` for what stands under the title
 * @property {Piece[]} snippet
 * @property {{ section: string | null, url: string }[]} further  other sections of the page
 */

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
  made.append(...children);
  return made;
};

/** The links of the site's own menu to its sections. @returns {HTMLAnchorElement[]} */
const menu = () => [...document.querySelectorAll('.menu nav > ul > li > a')].map((link) => /** @type {HTMLAnchorElement} */ (link));

/** The section of the site that a page lies in, by its title. @param {string} address */
const branch = (address) => menu().find(({ href }) => address.startsWith(href) && address.split('#')[0] !== href)?.textContent;

/**
 * The title of a result, its place and its snippet, with spaces between, so that a name read aloud does not run together. Its
 * place is what the page is for, the section of the site, and the section of the page.
 * @param {Result} result @param {URL} root  the first page @param {string} [kind]  what the page is for, in words
 */
export const about = ({ url, title, section, snippet }, root, kind) => {
  const lines = [element('span', { class: 'title' }, title)];
  const within = branch(whole(url, root));
  const path = [within, section].filter(Boolean).join(' › ');
  const place = [kind !== within && kind, path].filter(Boolean).join(' · ');
  if (place) lines.push(element('span', { class: 'place' }, place));
  if (snippet.length) {
    lines.push(element('span', { class: 'snippet' }, ...snippet.map(({ text, mark }) => (mark ? element('mark', {}, text) : text))));
  }
  return lines.flatMap((line) => [line, ' ']);
};

/** The sections of a result that can be led to by a name of their own. @param {Result} result @param {number} most */
export const further = (result, most) => result.further
  .flatMap(({ section, url }) => (section ? [{ section, url }] : [])).slice(0, most);

/** The whole address of a result. @param {string} url @param {URL} root  the first page */
export const whole = (url, root) => new URL(url.replace(/^\/+/, './'), root).href;

/** The count of an answer, in words. @param {number} total @param {Speaker['say']} say */
export const counted = (total, say) => (total === 0 ? say('nothing') : say('found', { count: total }));

/** What to try when nothing was found. @param {Speaker['say']} say */
export const advice = (say) => element('ul', { class: 'advice' }, ...['advice_fewer', 'advice_name', 'advice_marks']
  .map((line) => element('li', {}, say(line))));

/** Links of the page's own menus, for when the search cannot answer. */
export const links = () => element('ul', { class: 'plain' }, ...menu().map((link) => (
  element('li', {}, element('a', { href: link.href }, link.textContent ?? '')))));
