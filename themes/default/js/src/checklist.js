// @ts-check
// Lists of tasks that can be ticked. What is ticked stays in this browser, and is cleared with one press. Without this the
// lists read as they are, with empty boxes.

import { speaker } from '../lib/words.js';

const own = /** @type {HTMLScriptElement} */ (document.currentScript);
const { say } = speaker(JSON.parse(own.dataset.words ?? '{}'));

/** @param {string} name @param {string} text @param {() => void} press */
const button = (name, text, press) => {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = name;
  made.textContent = text;
  made.addEventListener('click', press);
  return made;
};

/** A list's ticks, by the words of its tasks, so that a new task does not move them. @param {string} key */
const kept = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null; // no storage, or something else in it
  }
};

/** @param {HTMLElement} list @param {number} at */
const enhance = (list, at) => {
  const boxes = /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll('.task input')]);
  const key = `checklist ${location.pathname} ${at}`;
  const words = boxes.map((box) => (box.closest('li')?.textContent ?? '').replace(/\s+/g, ' ').trim());
  const before = boxes.map((box) => box.checked);
  const tools = document.createElement('div');
  tools.className = 'live checklist';
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  const show = () => { status.textContent = say('done', { yes: boxes.filter((box) => box.checked).length, all: boxes.length }); };
  const note = document.createElement('p');
  note.className = 'quiet';
  note.textContent = say('stays');
  const clear = button('button', say('clear'), () => {
    boxes.forEach((box, index) => { box.checked = before[index]; });
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
    show();
  });
  const print = button('button', own.dataset.print ?? '', () => {
    list.classList.add('alone');
    addEventListener('afterprint', () => list.classList.remove('alone'), { once: true });
    window.print();
  });
  tools.append(status, clear, print, note);
  tools.setAttribute('role', 'group');
  tools.setAttribute('aria-label', say('name'));
  const ticked = kept(key);
  boxes.forEach((box, index) => {
    box.disabled = false;
    box.ariaLabel = words[index];
    if (Array.isArray(ticked)) box.checked = ticked.includes(words[index]);
  });
  list.addEventListener('change', () => {
    try { localStorage.setItem(key, JSON.stringify(words.filter((_, index) => boxes[index].checked))); } catch { /* it lasts for this page */ }
    show();
  });
  list.after(tools);
  show();
};

addEventListener('DOMContentLoaded', () => {
  const lists = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('main :is(ul, ol):has(> .task)')]);
  lists.filter((list) => !list.parentElement?.closest('.task')).forEach(enhance);
});
