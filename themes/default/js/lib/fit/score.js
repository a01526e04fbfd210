// @ts-check
// The arithmetic of role-fit: answers in, points and a verdict out, the same as `src/fit/`. Owns no words and no page:
// roles, questions, options and gates are positions in lists. `tests/vectors/fit.json` holds both languages to one set
// of results.

/**
 * @typedef {{options: number[][]} | {min: number, max: number}} Question  points by option and role, or a number
 * @typedef {{question: number, op: string, value: number, out: number[]}} Gate  `out`: the roles it rules out
 * @typedef {{roles: number, margin: number, questions: Question[], gates: Gate[]}} Form
 * @typedef {(number | null)[]} Answers  an option's position or a number for each question
 * @typedef {'open' | 'none' | 'close' | 'clear'} Verdict
 * @typedef {{points: number[], gates: number[], order: number[], verdict: Verdict, leaders: number[], ahead: number | null, answered: number}} Outcome
 */

/**
 * Whether an answer fulfils the gate, so that its roles are out.
 * @param {Gate} gate @param {number} answer
 */
const holds = ({ op, value }, answer) =>
  op[0] === '<' ? answer < value || (op === '<=' && answer === value)
    : op[0] === '>' ? answer > value || (op === '>=' && answer === value)
      : (answer === value) === (op === '==');

/**
 * Scores one answer for each question.
 * @param {Form} form @param {Answers} answers
 * @returns {Outcome}
 */
export function score(form, answers) {
  const points = Array(form.roles).fill(0);
  let [answered, chosen] = [0, 0];
  form.questions.forEach((question, at) => {
    const answer = answers[at];
    if (answer === null) return;
    answered += 1;
    if (!('options' in question)) return;
    chosen += 1;
    question.options[answer].forEach((more, role) => { points[role] += more; });
  });
  const gates = [...form.gates.keys()].filter((at) => {
    const answer = answers[form.gates[at].question];
    return answer !== null && holds(form.gates[at], answer);
  });
  const out = gates.flatMap((at) => form.gates[at].out);
  const order = [...points.keys()].filter((role) => !out.includes(role)).sort((a, b) => points[b] - points[a] || a - b);
  const top = points[order[0]] || 0;
  const leaders = chosen && top ? order.filter((role) => top - points[role] < form.margin) : [];
  const verdict = !chosen ? 'open' : !top ? 'none' : leaders[1] === undefined ? 'clear' : 'close';
  return { points, gates, order, verdict, leaders, ahead: order.length > 1 ? top - points[order[1]] : null, answered };
}

/**
 * Every answer to one question that would lead to another verdict or name other roles. Of the numbers that all gates
 * take alike, the nearest to the one given stands for all of them; where none is given, the smallest.
 * @param {Form} form @param {Answers} answers
 * @returns {{question: number, answer: number, verdict: Verdict, leaders: number[]}[]}
 */
export function changes(form, answers) {
  const told = (/** @type {Outcome} */ { verdict, leaders }) => `${verdict} ${leaders}`;
  const now = told(score(form, answers));
  return form.questions.flatMap((asked, question) => others(form, asked, question, answers[question]).flatMap((answer) => {
    const then = score(form, answers.with(question, answer));
    return told(then) === now ? [] : [{ question, answer, verdict: then.verdict, leaders: then.leaders }];
  }));
}

/** @param {Form} form @param {Question} asked @param {number} question @param {number | null} given */
function others(form, asked, question, given) {
  if ('options' in asked) return [...asked.options.keys()].filter((answer) => answer !== given);
  const gates = form.gates.filter((gate) => gate.question === question);
  const truths = (/** @type {number} */ number) => `${gates.map((gate) => holds(gate, number))}`;
  const distance = (/** @type {number} */ number) => Math.abs(number - (given ?? asked.min));
  const numbers = gates.flatMap(({ value }) => [value - 1, value, value + 1]).concat(asked.min, asked.max)
    .filter((number) => number >= asked.min && number <= asked.max)
    .sort((a, b) => distance(a) - distance(b) || a - b);
  const known = given === null ? [] : [truths(given)];
  return numbers.filter((number) => !known.includes(truths(number)) && known.push(truths(number))).sort((a, b) => a - b);
}
