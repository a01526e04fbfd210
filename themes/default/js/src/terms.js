// @ts-check
// What a term means, beside it: when it has the focus or a pointer over it, and at the first touch. Escape puts it away.
// Without this a term is a link to its entry.

/** @type {{link: HTMLElement, note: HTMLElement} | null} */
let shown = null;
let leaving = 0;

const hide = () => {
  clearTimeout(leaving);
  shown?.note.hidePopover();
  shown = null;
};

/** Puts a note below its term, or above it where there is no room; on a phone it is a sheet at the bottom. @param {HTMLElement} link @param {HTMLElement} note */
const place = (link, note) => {
  note.style.cssText = '';
  if (matchMedia('(width < 48rem)').matches) return;
  const [line] = link.getClientRects();
  Object.assign(note.style, { position: 'fixed', positionArea: 'none', margin: '0', inset: 'auto', left: '0', top: '0' });
  const { width, height } = note.getBoundingClientRect();
  const below = line.bottom + 6;
  note.style.left = `${Math.max(8, Math.min(line.left, innerWidth - width - 8))}px`;
  note.style.top = `${below + height > innerHeight ? Math.max(8, line.top - height - 6) : below}px`;
};

/** @param {HTMLElement} link */
const show = (link) => {
  clearTimeout(leaving);
  if (shown?.link === link) return;
  hide();
  const note = document.getElementById(link.getAttribute('aria-describedby') ?? '');
  if (!note?.showPopover) return;
  note.hidden = false;
  note.showPopover();
  place(link, note);
  shown = { link, note };
};

/** The pointer may go from the term to its note. */
const later = () => {
  clearTimeout(leaving);
  leaving = setTimeout(hide, 200);
};

for (const link of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('a.term'))) {
  const note = document.getElementById(link.getAttribute('aria-describedby') ?? '');
  link.addEventListener('focus', () => { if (link.matches(':focus-visible')) show(link); });
  link.addEventListener('blur', hide);
  for (const part of [link, note]) {
    part?.addEventListener('pointerenter', (event) => { if (event.pointerType !== 'touch') show(link); });
    part?.addEventListener('pointerleave', (event) => { if (event.pointerType !== 'touch') later(); });
  }
  link.addEventListener('click', (event) => {
    const isTouch = /** @type {PointerEvent} */ (event).pointerType === 'touch';
    if (!isTouch || shown?.link === link) return;
    event.preventDefault();
    show(link);
  });
  // Closed by Escape or by a press elsewhere.
  note?.addEventListener('toggle', (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === 'closed' && shown?.note === note) shown = null;
  });
}
addEventListener('scroll', hide, { passive: true });
