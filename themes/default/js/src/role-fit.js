// @ts-check
// `<role-fit>`: adds the answers up that its questions and tables let anyone add up by hand. Everything it knows it
// reads from the page, what it adds lies in its `<template>`; it stores nothing and sends nothing.

import { changes, score } from '../lib/fit/score.js';
import { fromFragment, toFragment } from '../lib/fit/state.js';
import { comma, speaker, wordsOf } from '../lib/words.js';

/** @param {string} tag @param {(Node | string | number)[]} inside */
const make = (tag, ...inside) => {
  const element = document.createElement(tag);
  element.append(.../** @type {string[]} */ (inside));
  return element;
};

/** @param {string | undefined} list */
const numbers = (list) => /** @type {string} */ (list).split(' ').map(Number);

/** Brings a questionnaire to life. @param {HTMLElement} home */
const enhance = (home) => {
  const all = (/** @type {string} */ selector) => /** @type {HTMLElement[]} */ ([...home.querySelectorAll(selector)]);
  const sets = all('fieldset');
  const inputs = sets.map((set) => [...set.querySelectorAll('input')]);
  const rows = all('[data-role]');
  const roles = rows.map((row) => row.children[0].textContent);
  const rules = all('[data-op]');
  const { say: words } = speaker(wordsOf(home));
  /** @param {number} count */
  const inPoints = (count) => words('points', { count });
  const { fit, version, margin } = /** @type {Record<string, string>} */ (home.dataset);
  const form = {
    roles: roles.length,
    margin: +margin,
    questions: inputs.map((some) => (some[1]
      ? { options: some.slice(0, -1).map((input) => numbers(input.dataset.points)) }
      : { min: +some[0].min, max: +some[0].max })),
    gates: rules.map(({ dataset }) => {
      const { question, op, value, out } = /** @type {Record<string, string>} */ (dataset);
      return { question: +question, op, value: +value, out: numbers(out) };
    }),
  };
  const asked = inputs.map((some, at) => ({
    id: /** @type {string} */ (sets[at].dataset.id),
    options: some[1] ? some.slice(0, -1).map((input) => input.value) : null,
  }));

  const [top, ...below] = /** @type {HTMLTemplateElement} */ (home.querySelector('template')).content.children;
  sets[0].before(top);
  sets[sets.length - 1].after(...below);
  const [status, result, error, head, runnerUp, sum, out, why, points, changing, reading, mend, mode, back, next, done, again] =
    'status result error head runner sum out why points changes links mend mode back next done again'.split(' ').map((name) => all(`.fit-${name}`)[0]);

  // Until it is asked for, there is nothing to read.
  result.remove();

  /** What is given to each question, as links write it. */
  const given = () => sets.map((set) => /** @type {HTMLInputElement | null} */ (set.querySelector(':checked, [type=number]'))?.value ?? '');
  /** Puts answers in, as links write them. @param {string[]} values */
  const fill = (values) => inputs.forEach((some, at) => some.forEach((input) => {
    if (some[1]) input.checked = !!values[at] && input.value === values[at];
    else input.value = values[at];
  }));
  const titles = (/** @type {number[]} */ list) => list.map((role) => roles[role]).join(comma());
  const named = (/** @type {number[]} */ list) => (list.length === 2 ? words('or', { first: roles[list[0]], second: roles[list[1]] }) : titles(list));
  const say = (/** @type {number} */ question, /** @type {number} */ answer) =>
    (asked[question].options ? inputs[question][answer].nextElementSibling?.textContent : answer);
  const tell = (/** @type {string} */ text) => void (status.textContent = text);
  const focusOn = (/** @type {number} */ at) => (/** @type {HTMLElement | null} */ (sets[at].querySelector(':checked')) ?? inputs[at][0]).focus();

  /** The question that shows; -1 for all of them, and none behind the last. */
  let step = -1;
  /** The first question whose number does not fit; -1 when all do. */
  let wrong = -1;
  const place = (to = step) => {
    step = to;
    const last = sets.length - 1;
    sets.forEach((set, at) => { set.hidden = step >= 0 && at !== step; });
    mode.textContent = words(step < 0 ? 'one' : 'all');
    back.hidden = step < 1;
    next.hidden = step < 0 || step >= last;
    done.hidden = step >= 0 && step !== last;
    again.hidden = !step;
    // Whoever has begun knows what it is about.
    home.classList.toggle('fit-begun', step > 0);
  };
  const go = (/** @type {number} */ to) => {
    place(to);
    focusOn(Math.max(to, 0));
  };

  /** Draws the result; gives its title. */
  const show = () => {
    const answers = given().map((value, at) => {
      const { options } = asked[at];
      return value && inputs[at][0].validity.valid ? options ? options.indexOf(value) : +value : null;
    });
    const outcome = score(form, answers);
    const { order, verdict, leaders } = outcome;
    const runner = leaders.length ? order[leaders.length] : undefined;
    const has = (/** @type {number} */ role) => words('has', { role: roles[role], points: inPoints(outcome.points[role]) });
    const title = words(verdict, { roles: named(leaders) });
    const text = verdict === 'close' ? words('apart', { each: leaders.map(has).join(comma()), points: inPoints(form.margin) })
      : verdict !== 'clear' || runner === undefined ? ''
        : words('ahead', { leader: has(leaders[0]), count: outcome.ahead ?? 0, runner: has(runner) });
    head.textContent = title;
    sum.textContent = `${text} ${words('answered', { count: outcome.answered, all: answers.length })}`;

    for (const fact of /** @type {NodeListOf<HTMLElement>} */ (result.querySelectorAll('[data-of]'))) fact.hidden = !leaders.includes(Number(fact.dataset.of));
    runnerUp.hidden = runner === undefined;
    if (runner !== undefined) {
      runnerUp.children[1].textContent = roles[runner];
      runnerUp.children[2].textContent = words('behind', { points: inPoints(outcome.points[leaders[0]] - outcome.points[runner]) });
    }
    // The two to be set side by side: those that lead, or the one that does and the next.
    const compare = /** @type {HTMLAnchorElement | null} */ (result.querySelector('[data-compare]'));
    if (compare) compare.hash = leaders.length ? `compare=1&roles=${order.slice(0, 2).map((role) => rows[role].dataset.role)}` : '';

    wrong = inputs.findIndex(([input]) => !input.validity.valid);
    inputs.forEach(([input, more]) => { if (!more) input.ariaInvalid = `${!input.validity.valid}`; });
    error.hidden = wrong < 0;
    if (!error.hidden) mend.textContent = words('wrong', { question: wrong + 1, min: inputs[wrong][0].min, max: inputs[wrong][0].max });

    out.replaceChildren(...form.gates.flatMap((gate, at) => {
      const lead = outcome.gates.includes(at) ? words('ruled_out', { roles: titles(gate.out) })
        : answers[gate.question] === null ? words('waits', { question: gate.question + 1 }) : '';
      return lead ? [make('li', make('strong', lead), /** @type {string} */ (rules[at].children[0].textContent))] : [];
    }));

    // What speaks for the first of the leaders, each as a sentence.
    const reasons = answers.flatMap((answer, at) => {
      const count = /** @type {any} */ (form.questions[at]).options?.[/** @type {any} */ (answer)]?.[leaders[0]];
      return count ? [{ count, item: make('li', words('because', { answer: /** @type {string} */ (say(at, /** @type {number} */ (answer))), points: inPoints(count) })) }] : [];
    });
    why.replaceChildren(...reasons.sort((a, b) => b.count - a.count).map(({ item }) => item));
    points.replaceChildren(...order.map((role) => make('li', make('span', /** @type {string} */ (roles[role])), Object.assign(make('progress'), {
      max: outcome.points[order[0]],
      value: outcome.points[role],
    }), inPoints(outcome.points[role]))));

    const found = changes(form, answers).map(({ question, answer, verdict: then, leaders: whom }) => make('li', words('change', {
      question: question + 1,
      answer: /** @type {string} */ (say(question, answer)),
      then: then === 'clear' ? named(whom) : words(then, { roles: named(whom) }),
    })));
    changing.replaceChildren(...(found[0] ? found : [make('li', words('no_change'))]));
    reading.replaceChildren(...leaders.flatMap((role) => [...rows[role].querySelectorAll('a')].map((link) => make('li', link.cloneNode(true)))));
    status.after(result);
    return title;
  };

  /** Takes the answers out of the address, if they are for this questionnaire. */
  const restore = () => {
    const read = fromFragment(location.hash, asked);
    if (!read) return;
    if (read.fit !== fit) return tell(words('other_questions'));
    fill(read.given);
    place(sets.length);
    show();
    tell(words(version === read.version ? 'from_link' : 'other_version') + (read.lost ? ` ${words('lost', { count: read.lost })}` : ''));
  };

  /** What the buttons do, each named by its class. @type {Record<string, () => void>} */
  const actions = {
    mode: () => go(step < 0 ? 0 : -1),
    back: () => go(step - 1),
    next: () => go(step + 1),
    done() {
      if (step >= 0) place(sets.length);
      show();
      (wrong < 0 ? head : mend).focus();
    },
    mend() {
      if (step >= 0) place(wrong);
      focusOn(wrong);
    },
    again() {
      fill(inputs.map(() => ''));
      history.replaceState(null, '', location.pathname + location.search);
      result.remove();
      tell('');
      go(Math.min(step, 0));
    },
    print: () => print(),
    async share() {
      history.replaceState(null, '', toFragment(fit, version, asked, given()));
      const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
      tell(words(copied ? 'copied' : 'not_copied'));
    },
  };
  home.addEventListener('click', ({ target, detail }) => {
    const { className, type } = /** @type {HTMLInputElement} */ (target);
    actions[className.slice(4)]?.();
    // A tap on an answer goes on to the next question; the arrow keys go through the answers first.
    if (detail && type === 'radio' && !next.hidden) go(step + 1);
  });
  // Once a result shows, it follows the answers.
  home.addEventListener('change', () => { if (result.isConnected) tell(show()); });
  addEventListener('hashchange', restore);
  place(0);
  restore();
};

if (!customElements.get('role-fit')) {
  customElements.define('role-fit', class extends HTMLElement {
    // Moved about on the page, it is brought to life only once.
    connectedCallback() { if (this.querySelector('template')?.content.firstChild) enhance(this); }
  });
}
