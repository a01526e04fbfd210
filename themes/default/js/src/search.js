// @ts-check
// The search of a site: `site.js` asks for this file when somebody is about to search, the search page when it has a
// query. It offers `window.rolebookSearch`, to the theme and to scripts of the site's own.

import { createBox } from '../lib/search/box.js';
import { createSearch } from '../lib/search/engine.js';
import { answerPage } from '../lib/search/page.js';
import { speaker } from '../lib/words.js';

const form = /** @type {HTMLFormElement} */ (document.querySelector('form[data-script]'));
const root = new URL('..', form.action);
const style = document.createElement('link');
style.rel = 'stylesheet';
style.href = form.dataset.sheet ?? '';
const styled = new Promise((done) => {
  style.onload = style.onerror = done;
});
document.head.append(style);
const spoken = fetch(form.getAttribute('data-words') ?? '').then((answer) => answer.json()).then((words) => speaker(words));

const engine = createSearch({ base: root.href });
// What a query is planned with is asked for before anything is typed; whether it came, the query will tell.
engine.load().catch(() => {});

/**
 * The best pages for a query.
 * @param {string} query  words, `"phrases"`, `-unwanted`, `kind:guide`
 * @param {import('../lib/search/engine.js').Options} [options]
 */
const search = (query, options) => engine.search(query, options);

/** @type {typeof search} */
const ask = async (query, options) => {
  const answer = await search(query, options);
  if (answer.error) throw new Error(answer.error);
  return answer;
};

/** @type {ReturnType<typeof createBox> | undefined} */
let box;
/** Opens the search box. @param {string} [text]  what to ask */
const open = (text) => {
  void spoken.then((speech) => {
    box ??= createBox({ root, ask, ...speech });
    box.open(text);
  });
};

/** @type {any} */ (globalThis).rolebookSearch = { ready: Promise.all([styled, spoken]), search, open };

const found = /** @type {HTMLElement | null} */ (document.querySelector('.found'));
if (found) {
  void Promise.all([spoken, styled]).then(([speech]) => answerPage({
    ...speech,
    found,
    index: document.querySelector('.index'),
    input: document.querySelector('main input[name=q]'),
    params: new URLSearchParams(location.search),
    root,
    ask: (query, options) => ask(query, { ...options, facets: true }),
  }));
}
