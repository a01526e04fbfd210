// @ts-check
// Pictures that are larger than the column they stand in: a button shows each as large as the window allows, and so does a
// press on the picture. Escape, the button in the corner and a press beside the picture close it. Without this a picture is
// as large as its column.

const own = /** @type {HTMLScriptElement} */ (document.currentScript);
/** @type {{ larger: string, close: string }} */
const words = JSON.parse(own.dataset.words ?? '{}');

/** How many times as wide as it is drawn a picture must be. */
const WORTH_IT = 1.1;

/** @type {HTMLDialogElement | undefined} */
let dialog;

const shown = () => {
  if (dialog) return dialog;
  dialog = document.createElement('dialog');
  dialog.className = 'enlarged';
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'button';
  close.textContent = words.close;
  const picture = document.createElement('img');
  dialog.append(close, picture);
  dialog.addEventListener('click', (event) => { if (event.target !== picture) dialog?.close(); });
  document.body.append(dialog);
  return dialog;
};

/** @param {HTMLImageElement} picture */
const open = (picture) => {
  const around = shown();
  const large = /** @type {HTMLImageElement} */ (around.querySelector('img'));
  large.src = picture.src;
  large.alt = picture.alt;
  around.ariaLabel = picture.alt;
  around.showModal();
};

/** @param {HTMLImageElement} picture */
const offer = (picture) => {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'enlarge';
  button.ariaLabel = words.larger.replace('{picture}', picture.alt);
  button.title = button.ariaLabel;
  const around = document.createElement('span');
  around.className = 'enlargeable';
  picture.replaceWith(around);
  around.append(picture, button);
  button.addEventListener('click', () => open(picture));
  // The focus comes back to what opened the picture.
  picture.addEventListener('click', () => {
    if (button.hidden) return;
    button.focus({ preventScroll: true });
    open(picture);
  });
  const look = () => { button.hidden = Number(picture.getAttribute('width') ?? picture.naturalWidth) < picture.clientWidth * WORTH_IT; };
  new ResizeObserver(look).observe(picture);
  picture.addEventListener('load', look);
};

// One that is a link leads somewhere else already; one without a description is decoration.
for (const picture of /** @type {NodeListOf<HTMLImageElement>} */ (document.querySelectorAll('.text img[alt]:not([alt=""])'))) {
  if (!picture.closest('a, button, summary')) offer(picture);
}
