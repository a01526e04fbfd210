// @ts-check
// Reloads a previewed page after each build, and shows what keeps a build from being seen. Only `serve` adds it.

/** @typedef {{ place: string, label: string }} Related */
/** @typedef {{ rule: string, place: string | null, message: string, hint: string | null, related: Related[] }} Finding */
/** @typedef {{ page: string | null, attempt: number, findings: Finding[], more: number }} State */

const shownPage = new URL(import.meta.url).searchParams.get('page');
const retryMs = 2_000;

/** @type {EventSource | undefined} */
let stream;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let retry;
/** @type {HTMLElement | undefined} */
let panel;
let dismissedAttempt = 0;

/** @param {string} name @param {string} text @returns {HTMLElement} */
const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });

/** @param {Finding} finding */
const item = ({ rule, place, message, hint, related }) => {
  const li = document.createElement('li');
  if (place) li.append(element('code', place), ' ');
  li.append(element('strong', message), ` [${rule}]`);
  for (const { place, label } of related) {
    const line = document.createElement('p');
    line.append(element('code', place), ` ${label}`);
    li.append(line);
  }
  if (hint) li.append(element('p', hint));
  return li;
};

/** @param {State} state */
const show = ({ attempt, findings, more }) => {
  panel?.remove();
  panel = undefined;
  if (findings.length === 0 || attempt === dismissedAttempt) return;
  const dismiss = element('button', 'Dismiss');
  dismiss.addEventListener('click', () => {
    dismissedAttempt = attempt;
    panel?.remove();
  });
  const list = document.createElement('ul');
  list.append(...findings.map(item));
  panel = document.createElement('section');
  panel.className = 'rolebook-findings';
  panel.setAttribute('role', 'alert');
  panel.setAttribute('aria-label', 'Errors in the latest change');
  panel.tabIndex = 0;
  panel.append(element('h2', 'Not up to date: the latest change has errors'), list);
  if (more > 0) panel.append(element('p', `And ${more} more.`));
  panel.append(dismiss);
  document.body.append(panel);
};

/** @param {State} state */
const follow = (state) => {
  if ((state.page ?? '') !== shownPage) location.reload();
  // The page without a build lists the errors itself, so a new list is a new page.
  else if (state.page === null && state.attempt !== Number(document.body.dataset.attempt)) location.reload();
  else if (state.page !== null) show(state);
};

const close = () => {
  clearTimeout(retry);
  stream?.close();
  stream = undefined;
};

const open = () => {
  close();
  stream = new EventSource('/_rolebook/events');
  stream.addEventListener('message', (event) => follow(JSON.parse(event.data)));
  stream.addEventListener('error', () => {
    // The browser gives up for good when it is refused, as when too many tabs are open.
    if (stream?.readyState === EventSource.CLOSED) retry = setTimeout(open, retryMs);
  });
};

// A browser opens only a few connections to one server; a hidden tab must not keep one from a visible tab.
const followVisibility = () => (document.hidden ? close() : open());

const style = document.createElement('link');
style.rel = 'stylesheet';
style.href = '/_rolebook/preview.css';
document.head.append(style);
document.addEventListener('visibilitychange', followVisibility);
addEventListener('pagehide', close);
addEventListener('pageshow', (event) => event.persisted && followVisibility());
followVisibility();
