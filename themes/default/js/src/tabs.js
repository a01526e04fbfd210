// @ts-check
// Headed sections of a block as tabs. Without this they stand one below the other. Who picks "macOS" once gets it in every
// block that has it, on this page and the next ones: the picked names stay in this browser.

/** How many picked names are kept. */
const MOST = 20;

/** The names that were picked, the latest first. @returns {string[]} */
const picked = () => {
  try {
    const kept = JSON.parse(localStorage.getItem('tabs') ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return []; // no storage, or something else in it
  }
};

/** What shows a name in each block, as far as it has it. @type {((name: string) => void)[]} */
const blocks = [];

/** Shows what was picked everywhere, while the block it was picked in stays where it is. @param {string} name @param {HTMLElement} here */
const pick = (name, here) => {
  const before = here.getBoundingClientRect().top;
  for (const show of blocks) show(name);
  scrollBy({ top: here.getBoundingClientRect().top - before, behavior: 'instant' });
  try {
    localStorage.setItem('tabs', JSON.stringify([name, ...picked().filter((one) => one !== name)].slice(0, MOST)));
  } catch { /* it lasts for this page */ }
};

/**
 * Turns the headed sections of a block into tabs.
 * @param {HTMLElement} block
 */
const tabs = (block) => {
  const panels = /** @type {HTMLElement[]} */ ([...block.querySelectorAll(':scope > .tab')]);
  const list = document.createElement('div');
  list.className = 'tab-list';
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', block.getAttribute('aria-label') ?? block.dataset.name ?? '');
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
    if (at < 0) return;
    pick(names[at], list);
    show(at);
  });
  list.addEventListener('keydown', (event) => {
    const from = buttons.findIndex((button) => button === event.target);
    const turn = getComputedStyle(list).direction === 'rtl' ? -1 : 1;
    const step = { ArrowRight: from + turn, ArrowLeft: from - turn, Home: 0, End: buttons.length - 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = (step + buttons.length) % buttons.length;
    pick(names[at], list);
    show(at);
    buttons[at].focus();
  });
  panels.forEach((panel, at) => panel.addEventListener('reveal', () => show(at)));
  panels[0]?.before(list);
  const names = buttons.map((button) => button.textContent ?? '');
  blocks.push((name) => {
    if (names.includes(name)) show(names.indexOf(name));
  });
  const before = picked().find((name) => names.includes(name));
  show(before === undefined ? 0 : names.indexOf(before));
};

for (const block of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.tabs:not(:has(.tab-list))'))) tabs(block);
