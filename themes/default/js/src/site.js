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
} catch { /* no storage: the system's choice stands */ }

/** The button in the header that turns light to dark and back. */
const shade = () => {
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('.shade'));
  if (!button) return;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : system.matches);
  const label = () => { button.textContent = (isDark() ? button.dataset.light : button.dataset.dark) ?? ''; };
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try { localStorage.setItem('theme', root.dataset.theme); } catch { /* the choice lasts for this page */ }
    label();
  });
  system.addEventListener('change', label);
  label();
  button.hidden = false;
};

/** Escape closes the menu and gives the focus back. */
const menu = () => {
  const details = /** @type {HTMLDetailsElement | null} */ (document.querySelector('.menu'));
  details?.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !details.open) return;
    details.open = false;
    details.querySelector('summary')?.focus();
  });
};

/** Marks the section being read in the outline. */
const outline = () => {
  const links = new Map();
  for (const link of document.querySelectorAll('.outline a')) {
    const heading = named(link.getAttribute('href') ?? '');
    if (heading) links.set(heading, link);
  }
  const observer = new IntersectionObserver((entries) => {
    const seen = entries.find((entry) => entry.isIntersecting);
    if (!seen) return;
    for (const [heading, link] of links) link.classList.toggle('now', heading === seen.target);
  }, { rootMargin: '-10% 0% -75% 0%' });
  for (const heading of links.keys()) observer.observe(heading);
};

/**
 * Turns the headed sections of a block into tabs.
 * @param {Element} block
 */
const tabs = (block) => {
  const panels = /** @type {HTMLElement[]} */ ([...block.querySelectorAll(':scope > .tab')]);
  const list = document.createElement('div');
  list.className = 'tab-list';
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', block.getAttribute('aria-label') ?? words.tabs);
  const buttons = panels.map((panel) => {
    const heading = /** @type {HTMLElement} */ (panel.firstElementChild);
    const button = document.createElement('button');
    button.type = 'button';
    button.id = `${heading.id}-tab`;
    button.textContent = (heading.firstChild?.textContent ?? heading.id).trim();
    button.setAttribute('role', 'tab');
    panel.id = `${heading.id}-panel`;
    panel.tabIndex = 0;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', button.id);
    button.setAttribute('aria-controls', panel.id);
    heading.classList.add('unseen');
    list.append(button);
    return button;
  });
  /** @param {number} at */
  const show = (at) => panels.forEach((panel, index) => {
    panel.hidden = index !== at;
    buttons[index].setAttribute('aria-selected', String(index === at));
    buttons[index].tabIndex = index === at ? 0 : -1;
  });
  list.addEventListener('click', (event) => {
    const at = buttons.findIndex((button) => button === event.target);
    if (at >= 0) show(at);
  });
  list.addEventListener('keydown', (event) => {
    const from = buttons.findIndex((button) => button === event.target);
    const turn = getComputedStyle(list).direction === 'rtl' ? -1 : 1;
    const step = { ArrowRight: from + turn, ArrowLeft: from - turn, Home: 0, End: buttons.length - 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = (step + buttons.length) % buttons.length;
    show(at);
    buttons[at].focus();
  });
  panels.forEach((panel, at) => panel.addEventListener('reveal', () => show(at)));
  panels[0]?.before(list);
  show(0);
};

/** @param {string} hash  `#` and an id */
const named = (hash) => {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null; // a stray per cent sign
  }
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

/** The button that opens all answers of a page, and closes them again. */
const answers = () => {
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('.all'));
  const all = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('.question details')]);
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
      button.textContent = words.copied;
    } catch {
      button.textContent = words.not_copied;
    }
    setTimeout(() => { button.textContent = words.copy; }, 2000);
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
  /** @param {EventTarget | null} from  what asks for the box @param {HTMLInputElement} [input]  what was typed into */
  const open = async (from, input) => {
    try {
      const box = await load();
      await box.ready;
      box.open(input?.value);
      if (input) input.value = '';
    } catch {
      // Without the box a button does what it says, and a key leads to the field.
      if (from instanceof HTMLButtonElement) from.form?.submit();
      else if (!input) form.querySelector('input')?.focus();
    }
  };
  for (const one of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[role=search]:not([data-plain])'))) {
    const input = /** @type {HTMLInputElement} */ (one.querySelector('input'));
    const soon = () => { load().catch(() => {}); };
    one.addEventListener('focusin', soon);
    one.addEventListener('pointerenter', soon);
    one.addEventListener('click', (event) => {
      if (!input.value && event.target instanceof HTMLElement && event.target.matches('input, button')) {
        event.preventDefault();
        void open(event.target);
      }
    });
    input.addEventListener('input', (event) => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) void open(input, input);
    });
  }
  addEventListener('keydown', (event) => {
    const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
    const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && isOn('search-key');
    if (!slash && !((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && !event.shiftKey && !event.altKey)) return;
    event.preventDefault();
    void open(null);
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
  search();
  menu();
  outline();
  answers();
  document.querySelectorAll('.tabs').forEach(tabs);
  if (navigator.clipboard) {
    document.querySelectorAll('.code').forEach(copy);
    document.addEventListener('click', copyLink);
  }
  if (location.hash) reveal();
  addEventListener('hashchange', reveal);
});
