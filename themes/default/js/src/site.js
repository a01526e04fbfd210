// @ts-check
// Comforts. Every page reads well without them.
//
// One file for all, loaded in the head and no module: its first lines run before the first paint, so that the other
// theme never flashes and room is kept for buttons to come; the rest waits for the text.

const root = document.documentElement;
/** What the page says in its own language. @type {Record<string, string>} */
let words = {};
root.dataset.scripted = '';
try {
  const choice = localStorage.getItem('theme');
  if (choice === 'light' || choice === 'dark') root.dataset.theme = choice;
  if (localStorage.getItem('notice') === root.dataset.notice) delete root.dataset.notice;
} catch { /* no storage: the system's choice stands, and so does the announcement */ }
// A site that was built before the last day of its announcement.
if ((root.dataset.until ?? '9') < new Date().toISOString().slice(0, 10)) delete root.dataset.notice;

/** The button in the header that goes through the system's colours, light and dark. */
const shade = () => {
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('.shade'));
  if (!button) return;
  const show = () => {
    const now = root.dataset.theme ?? '';
    button.dataset.now = now;
    button.ariaLabel = button.title = button.dataset[now || 'system'] ?? '';
  };
  button.addEventListener('click', () => {
    const next = { light: 'dark', dark: '' }[root.dataset.theme ?? ''] ?? 'light';
    if (next) root.dataset.theme = next;
    else delete root.dataset.theme;
    try { localStorage.setItem('theme', next); } catch { /* the choice lasts for this page */ }
    show();
  });
  show();
  button.hidden = false;
};

/** The button that closes the announcement, until there is another one. */
const notice = () => {
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('.notice button'));
  button?.addEventListener('click', () => {
    try { localStorage.setItem('notice', root.dataset.notice ?? ''); } catch { /* it stays closed on this page */ }
    delete root.dataset.notice;
    document.querySelector('main')?.focus({ preventScroll: true });
  });
  if (button) button.hidden = false;
};

/** Escape closes the menu and the outline and gives the focus back; so does a link into the page. */
const bars = () => {
  for (const details of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('.menu, .outline'))) {
    details.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !details.open) return;
      details.open = false;
      details.querySelector('summary')?.focus();
    });
    details.addEventListener('click', (event) => {
      if (event.target instanceof Element && event.target.closest('[href^="#"]')) details.open = false;
    });
  }
  const here = document.querySelector('.menu [aria-current]');
  const list = here?.closest('nav');
  if (here && list) list.scrollTop = here.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 2;
};

/** Marks the section being read in the outline, and names it in the bar: the last one that begins above what is read. */
const outline = () => {
  const at = document.querySelector('.outline .at');
  /** @type {Map<Element, Element>} */
  const links = new Map();
  for (const link of document.querySelectorAll('.outline a')) {
    const part = named(link.getAttribute('href') ?? '');
    const heading = part?.matches('main') ? part.querySelector('h1') : part;
    if (heading) links.set(heading, link);
  }
  const mark = () => {
    // A little below the place where a link to a heading leaves it.
    const edge = parseFloat(getComputedStyle(root).scrollPaddingTop) + 40;
    let [now] = links.values();
    for (const [heading, link] of links) {
      // What is folded away is not passed by.
      if (heading.checkVisibility?.() !== false && heading.getBoundingClientRect().top < edge) now = link;
    }
    if (!now || now.matches('.now')) return;
    for (const link of links.values()) link.classList.toggle('now', link === now);
    if (at) at.textContent = now.textContent;
  };
  addEventListener('scroll', mark, { passive: true });
  mark();
};

/** What scrolls by itself can be reached by keyboard; what does not is no stop on the way. */
const stops = () => {
  const observer = new ResizeObserver((all) => {
    for (const { target } of all) {
      const box = target.closest('.table-scroll') ?? target;
      if (box.scrollWidth > box.clientWidth) box.setAttribute('tabindex', '0');
      else box.removeAttribute('tabindex');
    }
  });
  // A table may outgrow a box that stays as wide as it was: text that is made larger does that.
  document.querySelectorAll('.table-scroll, .table-scroll > table, pre').forEach((one) => observer.observe(one));
};

/** Gives a button words for a moment. @param {HTMLElement} button @param {string} text */
const tell = (button, text) => {
  const before = button.textContent;
  button.textContent = text;
  setTimeout(() => { button.textContent = before; }, 2000);
};

/** The button that copies the page as Markdown. @param {HTMLButtonElement} button */
const copyPage = (button) => {
  button.hidden = !/^http/.test(location.protocol);
  button.addEventListener('click', async () => {
    try {
      const page = fetch(button.dataset.copy ?? '').then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)));
      await navigator.clipboard.writeText(await page);
      tell(button, words.copied);
    } catch {
      tell(button, words.not_copied);
    }
  });
};

/** The button of a document for paper. */
const print = () => {
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('.around [data-do=print]'));
  button?.addEventListener('click', () => window.print());
  if (button) button.hidden = false;
};

/** @param {string} hash  `#` and an id */
const named = (hash) => {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null; // a stray per cent sign
  }
};

/** Follows a heading that has moved to where it is now. */
const follow = () => {
  const target = named(location.hash);
  const link = target?.matches('.moved li') ? target.querySelector('a') : null;
  if (link) location.replace(link.href);
};

/** Opens whatever hides the part of the page that the address names. */
const reveal = () => {
  const target = named(location.hash);
  if (!target) return;
  const answer = target.parentElement?.matches('.question') ? target.parentElement.querySelector('details') : null;
  if (answer) answer.open = true;
  for (let node = target.parentElement; node; node = node.parentElement) {
    if (node instanceof HTMLDetailsElement) node.open = true;
    if (node.hidden) node.dispatchEvent(new Event('reveal'));
  }
  target.scrollIntoView();
};

/** The button that opens all answers or sections of a page, and closes them again. */
const answers = () => {
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('.all'));
  const all = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('.question details, .part')]);
  if (!button || all.length < 2) return;
  const label = () => { button.textContent = (all.every((one) => one.open) ? button.dataset.close : button.dataset.open) ?? ''; };
  button.addEventListener('click', () => {
    const open = !all.every((one) => one.open);
    for (const one of all) one.open = open;
    label();
  });
  for (const one of all) one.addEventListener('toggle', label);
  label();
  button.hidden = false;
};

/** @param {Element} block  a code block that gets a button to copy its text */
const copy = (block) => {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = words.copy;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(block.querySelector('code')?.textContent ?? '');
      tell(button, words.copied);
    } catch {
      tell(button, words.not_copied);
    }
  });
  block.append(button);
};

/** A heading's own link also copies the address it leads to, and says so. @param {MouseEvent} event */
const copyLink = async (event) => {
  const link = event.target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (event.target.closest('a.anchor')) : null;
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    return; // the address still stands in the address bar
  }
  const said = document.createElement('span');
  said.className = 'said';
  said.setAttribute('role', 'status');
  link.after(said);
  // A reader of the screen hears what changes, not what comes.
  requestAnimationFrame(() => { said.textContent = words.link_copied; });
  setTimeout(() => said.remove(), 2000);
};

/** The search box comes when somebody is about to search. Until then, and if it does not come, forms lead to the search page. */
const search = () => {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector('[data-script]'));
  if (!form) return;
  /** @type {Promise<any> | undefined} */
  let coming;
  const load = () => (coming ??= import(new URL(form.dataset.script ?? '', document.baseURI).href).then(() => /** @type {any} */ (globalThis).rolebookSearch));
  /** @param {Element | null} from  what asks for the box @param {{ value: string }} [typed]  what holds the words so far */
  const open = async (from, typed) => {
    try {
      const box = await load();
      await box.ready;
      box.open(typed?.value);
      if (typed) typed.value = '';
    } catch {
      // Without the box a button does what it says, and a key leads to the field.
      if (from instanceof HTMLButtonElement) from.form?.submit();
      else if (!from) form.querySelector('input')?.focus();
    }
  };
  /** What is typed between the key that asks for the box and the box. @type {{ value: string } | undefined} */
  let early;
  for (const one of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[role=search]:not([data-plain])'))) {
    const input = /** @type {HTMLInputElement} */ (one.querySelector('input'));
    const soon = () => { load().catch(() => {}); };
    one.addEventListener('focusin', soon);
    one.addEventListener('pointerenter', soon);
    one.addEventListener('click', (event) => {
      const pressed = event.target instanceof Element ? event.target.closest('input, button') : null;
      if (!input.value && pressed) {
        event.preventDefault();
        void open(pressed);
      }
    });
    input.addEventListener('input', (event) => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) void open(input, input);
    });
  }
  addEventListener('keydown', (event) => {
    const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
    const plain = !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (early && plain && event.key.length === 1) {
      event.preventDefault();
      early.value += event.key;
      return;
    }
    const slash = event.key === '/' && plain && isOn('search-key');
    if (!slash && !((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && !event.shiftKey && !event.altKey)) return;
    event.preventDefault();
    early = { value: '' };
    void open(null, early).finally(() => { early = undefined; });
  });
  if (document.querySelector('.found') && location.search) load().catch(() => {});
};

/** Whether a choice of the reader's has not been turned off. @param {string} name */
const isOn = (name) => {
  try {
    return localStorage.getItem(name) !== 'off';
  } catch {
    return true;
  }
};

addEventListener('DOMContentLoaded', () => {
  words = JSON.parse(root.dataset.words ?? '{}');
  shade();
  notice();
  search();
  bars();
  outline();
  stops();
  answers();
  print();
  follow();
  addEventListener('hashchange', follow);
  if (navigator.clipboard) {
    document.querySelectorAll('.code').forEach(copy);
    /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('[data-copy]')).forEach(copyPage);
    document.addEventListener('click', copyLink);
  }
  if (location.hash) reveal();
  addEventListener('hashchange', reveal);
});
