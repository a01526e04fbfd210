// Role-fit, for both audiences: by keyboard alone, by hand without scripts, from a link, on paper.
// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { axeViolations, sidewaysScroll, startBrowser, watch } from './browser.js';
import { filesIn, startSite } from './site.js';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Record<string, import('./site.js').Site>} */
const sites = {};
before(async () => {
  for (const audience of ['public', 'internal']) sites[audience] = await startSite(audience);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  for (const site of Object.values(sites)) site.stop();
});

const forms = {
  'hiring-manager': { audience: 'internal', path: 'guides/which-role-do-you-need/' },
  candidate: { audience: 'public', path: 'candidates/which-role-fits-you/' },
};

/**
 * @param {keyof typeof forms} name
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
async function open(name, options = {}, fragment = '', all = true) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const troubles = watch(page);
  await page.goto(sites[forms[name].audience].url + forms[name].path + fragment, { waitUntil: 'load' });
  // It starts with one question; most stories are told with all of them in sight.
  if (options.javaScriptEnabled !== false && !fragment && all) {
    await page.locator('.fit-mode').click();
    await page.locator('.fit-mode').focus();
  }
  return { context, page, troubles, close: () => context.close() };
}

/** @typedef {Record<string, string>} Answers  by question */
/** Answers that were scored by hand. @type {{form: keyof typeof forms, answers: Answers, sums: number[], out: string[], leads: string[]}[]} */
const recorded = [
  // Three or more ML engineers and nobody owns the architecture.
  { form: 'hiring-manager', answers: { ml_engineers: '3', architecture: 'nobody' }, sums: [4, 0, 0, 0, 0], out: [], leads: ['AI Tech Lead'] },
  // The best use of the person is shipping models themselves.
  { form: 'hiring-manager', answers: { ml_engineers: '5', best_use: 'ship', building: 'own-models' }, sums: [2, 6, 0, 0, 0], out: [], leads: ['Staff ML Engineer'] },
  // Fewer than three: no lead yet, however many points speak for one.
  { form: 'hiring-manager', answers: { ml_engineers: '2', architecture: 'nobody', blocked: 'no-escalation', stakeholders: 'little' }, sums: [7, 3, 0, 0, 1], out: ['AI Tech Lead'], leads: ['Staff ML Engineer'] },
  { form: 'candidate', answers: { conversation_hours: '16', week: 'reviews', code: 'most-days', proud: 'team-ships', decision: 'method' }, sums: [5, 5, 1, 0, 2], out: [], leads: ['AI Tech Lead', 'Staff ML Engineer'] },
  { form: 'candidate', answers: { conversation_hours: '4', week: 'services', code: 'hardest', mostly_right: 'contain', others_code: 'ask' }, sums: [4, 0, 1, 6, 0], out: ['AI Tech Lead'], leads: ['Technical Lead'] },
];

/** Puts answers in with the keyboard alone, from where the focus is. @param {import('playwright-core').Page} page @param {Answers} answers */
async function answerByKeyboard(page, answers) {
  const here = () => page.evaluate(() => {
    const input = /** @type {HTMLInputElement} */ (document.activeElement);
    return { question: input.closest('fieldset')?.dataset.id, type: input.type, value: input.value };
  });
  const left = new Set(Object.keys(answers));
  for (let stop = 0; stop < 80 && left.size > 0; stop += 1) {
    await page.keyboard.press('Tab');
    const { question, type } = await here();
    if (!question || !left.delete(question)) continue;
    if (type === 'number') await page.keyboard.type(answers[question]);
    else {
      await page.keyboard.press('Space');
      for (let move = 0; (await here()).value !== answers[question]; move += 1) {
        assert.ok(move < 9, `no option ${answers[question]} in ${question}`);
        await page.keyboard.press('ArrowDown');
      }
    }
  }
  assert.deepEqual([...left], [], 'questions that the keyboard did not reach');
}

/** @param {import('playwright-core').Page} page @param {string} name */
async function pressByKeyboard(page, name) {
  for (let stop = 0; stop < 60; stop += 1) {
    if ((await page.evaluate(() => document.activeElement?.textContent)) === name) return page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
  }
  assert.fail(`the keyboard does not reach ${name}`);
}

/** What the result says. @param {import('playwright-core').Page} page */
const told = (page) => page.locator('.fit-result').evaluate((result) => ({
  head: result.querySelector('h2')?.textContent ?? '',
  sum: result.querySelector('.fit-sum')?.textContent ?? '',
  points: Object.fromEntries([...result.querySelectorAll('.fit-points li')].map((line) => [line.querySelector('span')?.textContent, parseInt(line.lastChild?.textContent ?? '', 10)])),
  out: [...result.querySelectorAll('.fit-out strong')].map((lead) => lead.textContent ?? ''),
  changes: [...result.querySelectorAll('.fit-changes li')].map((item) => item.textContent ?? ''),
  links: [...result.querySelectorAll('.fit-links a')].map((link) => link.getAttribute('href') ?? ''),
}));

describe('by keyboard alone', () => {
  for (const { form, answers, sums, out, leads } of recorded) {
    test(`${form}: ${Object.values(answers).join(', ')}`, async () => {
      const { page, troubles, close } = await open(form);
      await answerByKeyboard(page, answers);
      await pressByKeyboard(page, 'Show the result');
      assert.equal(await page.evaluate(() => document.activeElement?.className), 'fit-head', 'the result takes the focus');
      const result = await told(page);
      assert.equal(result.head, `${leads.length > 1 ? 'Too close to call' : 'Your answers point to'}: ${leads.join(' or ')}`);
      const roles = await page.locator('[data-role] th').allTextContents();
      for (const [at, role] of roles.entries()) assert.equal(result.points[role], out.includes(role) ? undefined : sums[at], role);
      assert.deepEqual(result.out, out.map((role) => `Ruled out: ${role}. `));
      assert.match(result.sum, new RegExp(`${Object.keys(answers).length} of 8 questions are answered`));
      assert.ok(result.changes.length > 0);
      if (leads.includes('AI Tech Lead')) {
        const there = ['roles/ai-tech-lead/', 'pay/ai-tech-lead/', 'interviews/four-stages/'];
        for (const path of there) assert.ok(result.links.includes(`../../${path}`), `no link to ${path} in ${result.links}`);
      }
      assert.deepEqual(await axeViolations(page), []);
      assert.deepEqual(troubles, []);
      await close();
    });
  }

  test('the lead is ruled out in words below three ML engineers, and the result says what would change that', async () => {
    const { page, close } = await open('hiring-manager');
    await answerByKeyboard(page, { ml_engineers: '2', architecture: 'nobody', best_use: 'ship' });
    await pressByKeyboard(page, 'Show the result');
    assert.match(await page.locator('.fit-out').innerText(), /Ruled out: AI Tech Lead\. With fewer than three ML engineers it is too early/);
    const { head, links, changes } = await told(page);
    assert.equal(head, 'Your answers point to: Staff ML Engineer');
    assert.deepEqual(links, ['../../roles/staff-ml-engineer/', '../../interviews/staff-ml-engineer/']);
    assert.ok(changes.includes('Question 1, “3”: Too close to call: AI Tech Lead or Staff ML Engineer'), changes.join('\n'));
    await close();
  });

  test('one question at a time, there and back, and all at once again', async () => {
    const { page, troubles, close } = await open('candidate', {}, '', false);
    const shown = () => page.locator('fieldset:visible').evaluateAll((sets) => sets.map((set) => /** @type {HTMLElement} */ (set).dataset.id));
    assert.deepEqual(await shown(), ['week'], 'it begins with something to choose');
    assert.equal(await page.locator('.fit-step:visible').innerText(), 'Question 1 of 8');
    assert.ok(await page.getByRole('button', { name: 'Start again' }).isHidden(), 'nothing has begun');
    await page.locator('fieldset:visible input').first().focus();
    await page.keyboard.press('Space');
    const introduction = page.locator('.standfirst:visible, .fit-title:visible, .fit-title + p:visible');
    assert.equal(await introduction.count(), 3);
    for (let step = 0; step < 7; step += 1) {
      await pressByKeyboard(page, 'Next');
      assert.equal(await introduction.count(), 0, 'who has begun knows what it is about');
      assert.equal(await page.evaluate(() => document.activeElement?.closest('fieldset')?.hidden), false, 'the focus is in the question that shows');
    }
    assert.deepEqual(await shown(), ['conversation_hours']);
    const [back, question] = await Promise.all(['.fit-back', 'fieldset:not([hidden]) legend'].map((part) => page.locator(part).boundingBox()));
    assert.ok(back && question && back.y + back.height <= question.y + 40, 'the way back is above the question');
    assert.ok(await page.getByRole('button', { name: 'Next' }).isHidden());
    await page.keyboard.type('20');
    await pressByKeyboard(page, 'Show the result');
    assert.equal((await told(page)).head, 'Your answers point to: AI Tech Lead');
    assert.deepEqual(await shown(), [], 'the result takes the place of the questions');
    await page.locator('.fit-back').focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await shown(), ['conversation_hours']);
    await page.locator('.fit-mode').focus();
    await page.keyboard.press('Enter');
    assert.equal((await shown()).length, 8);
    assert.equal(await page.locator('input[type=number]').inputValue(), '20', 'answers are kept');
    await page.locator('.fit-again').focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.fit-result').count(), 0);
    assert.equal(await page.locator('input:checked').count(), 0);
    assert.deepEqual(troubles, []);
    await close();
  });

  test('a tap on an answer goes on, and eight questions take eight taps and a number', async () => {
    const { page, troubles, close } = await open('candidate', { viewport: { width: 390, height: 844 }, hasTouch: true }, '', false);
    for (let question = 1; question <= 7; question += 1) {
      assert.equal(await page.locator('.fit-step:visible').innerText(), `Question ${question} of 8`);
      await page.locator('fieldset:visible label').first().tap();
    }
    await page.locator('input[type=number]').fill('20');
    await page.locator('.fit-done').tap();
    assert.ok(await page.locator('.fit-points li').first().isVisible());
    assert.ok((await page.locator('.fit-why li').count()) > 0);
    assert.ok(await page.locator('.fit-result a.button.main:visible').first().isVisible());
    assert.deepEqual(troubles, []);
    await close();
  });

  test('a number that does not fit is named first, and counts as open', async () => {
    const { page, close } = await open('candidate');
    await answerByKeyboard(page, { conversation_hours: '41', week: 'people' });
    await pressByKeyboard(page, 'Show the result');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Question 8 takes a whole number from 0 to 40');
    assert.equal((await told(page)).head, 'Your answers point to: Engineering Manager');
    assert.deepEqual((await told(page)).out, ['Question 8 is open, so this rule waits. ']);
    assert.deepEqual(await axeViolations(page), []);
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => /** @type {HTMLInputElement} */ (document.activeElement).getAttribute('aria-invalid')), 'true');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('4');
    await page.keyboard.press('Tab');
    assert.ok(await page.locator('.fit-error').isHidden());
    assert.deepEqual((await told(page)).out, ['Ruled out: AI Tech Lead. '], 'the result follows the answers');
    assert.match(await page.locator('.fit-status').innerText(), /Engineering Manager/);
    await close();
  });
});

describe('without scripts', () => {
  for (const { form, answers, sums, out, leads } of recorded) {
    test(`${form}: ${Object.values(answers).join(', ')}: the printed points add up to the same`, async () => {
      const { page, troubles, close } = await open(form, { javaScriptEnabled: false });
      // What a reader with a pencil sees: questions, the table of points, the rules in words, the margin in words.
      const printed = await page.locator('role-fit').evaluate((fit) => ({
        roles: [...fit.querySelectorAll('.fit-points-all thead th')].slice(1, -1).map((cell) => cell.textContent ?? ''),
        questions: [...fit.querySelectorAll('fieldset')].map((set) => ({
          id: set.dataset.id ?? '',
          text: set.querySelector('legend')?.textContent ?? '',
          options: Object.fromEntries([...set.querySelectorAll('label')].map((label) => [label.querySelector('input')?.value, label.textContent?.trim()])),
        })),
        groups: [...fit.querySelectorAll('.fit-points-all tbody')].map((group) => [...group.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.textContent ?? ''))),
        rules: [...fit.querySelectorAll('.fit-rules small')].map((rule) => rule.textContent ?? ''),
        margin: Number(/less than (\d+) points? behind/.exec(fit.querySelector('.fit-points-all ol')?.textContent ?? '')?.[1]),
        visible: fit.querySelector('.fit-points-all table')?.getBoundingClientRect().height,
      }));
      assert.ok((printed.visible ?? 0) > 100, 'the points show without being unfolded');
      const sum = printed.roles.map(() => 0);
      for (const { id, text, options } of printed.questions.filter(({ id, options }) => options[answers[id]])) {
        const rows = printed.groups.find(([head]) => head[0] === text);
        const row = rows?.find(([say]) => say === options[answers[id]]);
        assert.ok(row, `${text}: no row for ${options[answers[id]]}`);
        row.slice(1, -1).forEach((points, role) => { sum[role] += Number(points); });
      }
      assert.deepEqual(sum, sums);
      const ruledOut = printed.rules.flatMap((rule) => {
        const [, question, value, roles] = /question (\d+) is below (\d+), this rules out (.*)\. Source/.exec(rule) ?? assert.fail(rule);
        return Number(answers[printed.questions[Number(question) - 1].id]) < Number(value) ? roles.split(', ') : [];
      });
      assert.deepEqual(ruledOut, out);
      const left = printed.roles.map((role, at) => ({ role, points: sum[at] })).filter(({ role }) => !ruledOut.includes(role)).sort((a, b) => b.points - a.points);
      assert.deepEqual(left.filter(({ points }) => left[0].points - points < printed.margin).map(({ role }) => role), leads);
      assert.deepEqual(troubles, []);
      await close();
    });
  }

  test('Enter in a number sends nothing', async () => {
    const { page, close } = await open('candidate', { javaScriptEnabled: false });
    const before = page.url();
    await page.locator('input[type=number]').fill('12');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(200);
    assert.equal(page.url(), before);
    await close();
  });
});

describe('links', () => {
  test('a copied link brings the answers back in a fresh browser', async () => {
    const first = await open('candidate', { permissions: ['clipboard-read', 'clipboard-write'] });
    await answerByKeyboard(first.page, { conversation_hours: '18', week: 'one-model', code: 'most-days' });
    await pressByKeyboard(first.page, 'Show the result');
    assert.equal(new URL(first.page.url()).hash, '', 'answers are in the address only when asked for');
    const result = await told(first.page);
    await pressByKeyboard(first.page, 'Copy a link to these answers');
    await first.page.locator('.fit-status', { hasText: 'copied' }).waitFor();
    const link = await first.page.evaluate(() => navigator.clipboard.readText());
    assert.equal(new URL(link).hash, '#fit=candidate.1&week=one-model&code=most-days&conversation_hours=18');
    assert.equal(await first.page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0, 'nothing is stored');
    await first.close();
    const second = await open('candidate', {}, new URL(link).hash);
    assert.deepEqual(await told(second.page), result);
    assert.equal(await second.page.locator('.fit-status').innerText(), 'The answers come from the link.');
    assert.deepEqual(second.troubles, []);
    await second.close();
  });

  for (const [fragment, status, answered] of [
    ['#fit=candidate.0&week=people&gone=yes', /another version of this\. 1 of its answers fits nothing here/, 1],
    ['#fit=candidate.1&week=sail&conversation_hours=x&code=hardly', /from the link\. 2 of its answers fit nothing here/, 1],
    ['#fit=elsewhere.1&week=people', /other questions/, null],
    ['#fit=candidate.1', /from the link/, 0],
  ]) {
    test(`an old or foreign link says so: ${fragment}`, async () => {
      const { page, troubles, close } = await open('candidate', {}, String(fragment));
      assert.match(await page.locator('.fit-status').innerText(), /** @type {RegExp} */ (status));
      if (answered === null) assert.equal(await page.locator('.fit-result').count(), 0);
      else assert.match((await told(page)).sum, new RegExp(`${answered} of 8`));
      assert.deepEqual(troubles, []);
      await close();
    });
  }
});

test('the result is the role with its pay, the runner-up, the strongest reason first, and what to do next', async () => {
  const { page, troubles, close } = await open('candidate', {}, '#fit=candidate.1&week=reviews&code=hardest&proud=depth&decision=systems&conversation_hours=20');
  const facts = page.locator('.fit-result .strip > div:visible');
  assert.deepEqual(await facts.evaluateAll((all) => all.map((one) => [...one.children].map((part) => part.textContent))), [
    ['AI Tech Lead: Base pay, San Francisco and New York', '$220,000 to $340,000', 'a year'],
    ['Runner-up', 'Staff ML Engineer', '6 points behind'],
  ]);
  const worth = (await page.locator('.fit-why li').allInnerTexts()).map((reason) => Number(/^You chose “.+”, worth (\d) points?\.$/.exec(reason)?.[1]));
  assert.ok(worth.length > 1 && worth.every(Boolean));
  assert.deepEqual(worth, [...worth].sort((a, b) => b - a));
  assert.match(await page.locator('.fit-result [data-compare]').getAttribute('href') ?? '', /compare\/#compare=1&roles=ai-tech-lead,staff-ml-engineer$/);
  assert.deepEqual(await page.locator('.fit-result .buttons .main:visible').allInnerTexts(), ['Apply: AI Tech Lead']);
  assert.deepEqual(troubles, []);
  await close();
  const even = await open('candidate', {}, '#fit=candidate.1&week=reviews&code=most-days&proud=team-ships&decision=method&conversation_hours=16');
  const both = even.page.locator('.fit-result .strip [data-of]:visible');
  assert.deepEqual(await both.evaluateAll((all) => all.map((one) => [...one.children].map((part) => part.textContent))), [
    ['AI Tech Lead: Base pay, San Francisco and New York', '$220,000 to $340,000', 'a year'],
    ['Staff ML Engineer: Share of code', 'High', 'Pay is not published here'],
  ], 'each of two that are close has its pay, or what else is known');
  const sizes = await both.locator('.none').evaluateAll((all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize)));
  assert.ok(sizes.length === 1 && sizes[0] < 16, `what is not there is never large: ${sizes}`);
  assert.deepEqual((await even.page.locator('.fit-result .buttons .main:visible').allInnerTexts()), ['Apply: AI Tech Lead', 'See the role: Staff ML Engineer']);
  await even.close();
  const none = await open('candidate', {}, '#fit=candidate.1');
  assert.equal(await none.page.locator('.fit-result .strip > div:visible').count(), 0);
  await none.close();
});

test('a result stands above the buttons that lead away from it, and comes first on paper with what was answered', async () => {
  const { page, close } = await open('candidate', {}, '', false);
  const questions = await page.locator('role-fit fieldset').count();
  for (let at = 0; at < questions; at += 1) {
    const radio = page.locator('role-fit fieldset:not([hidden]) input[type=radio]').first();
    if (await radio.count()) await radio.click();
    else await page.locator('role-fit fieldset:not([hidden]) input').fill('20');
  }
  if (await page.locator('.fit-done').isVisible()) await page.locator('.fit-done').click();
  const [result, bar] = [await page.locator('.fit-result').boundingBox(), await page.locator('.fit-again').boundingBox()];
  assert.ok(result && bar && bar.y >= result.y + result.height, JSON.stringify([result, bar]));
  await page.emulateMedia({ media: 'print' });
  const [first, question] = [await page.locator('.fit-result').boundingBox(), await page.locator('role-fit legend').first().boundingBox()];
  assert.ok(first && question && first.y + first.height <= question.y + 1, JSON.stringify([first, question]));
  assert.equal(await page.locator('.fit-option:visible').count(), questions - 1, 'one answer to each question with options');
  assert.equal(await page.locator('.fit-option:visible input:checked').count(), questions - 1);
  assert.equal(await page.locator('.fit-points-all:visible, .fit-step:visible').count(), 0);
  await close();
});

test('with a result on it nothing is wrong in any light or width', async () => {
  const wrong = [];
  for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }, { viewport: { width: 320, height: 640 } }]) {
    for (const [name, fragment] of /** @type {[keyof typeof forms, string][]} */ ([['hiring-manager', '#fit=hiring-manager.1&ml_engineers=2&architecture=nobody&best_use=ship'], ['candidate', '#fit=candidate.1&week=people']])) {
      const { page, troubles, close } = await open(name, /** @type {any} */ (options), fragment);
      await page.locator('.fit-points-all summary').click();
      wrong.push(...troubles, ...(await axeViolations(page)));
      if ((await sidewaysScroll(page)) > 0) wrong.push(`${name}: sideways scroll in ${JSON.stringify(options)}`);
      await close();
    }
  }
  assert.deepEqual(wrong, []);
});

test('alone in a frame it works, tells its height, and its links leave the frame', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const troubles = watch(page);
  await page.setContent('<iframe title="Fit" width="700" height="900"></iframe>');
  const height = page.evaluate(() => new Promise((done) => addEventListener('message', ({ data }) => { if (data.rolebook === 'height') done(data.height); })));
  await page.locator('iframe').evaluate((frame, url) => { /** @type {HTMLIFrameElement} */ (frame).src = url; }, `${sites.public.url}embed/role-fit/candidate/#fit=candidate.1&week=people`);
  assert.ok(Number(await height) > 500);
  const frame = page.frameLocator('iframe');
  assert.equal(await frame.locator('.fit-head').innerText(), 'Your answers point to: Engineering Manager');
  assert.deepEqual(await frame.locator('.fit-links a').evaluateAll((links) => links.map((link) => link.getAttribute('target'))), ['_top', '_top']);
  assert.equal(await frame.locator('meta[name=robots]').getAttribute('content'), 'noindex');
  assert.deepEqual(troubles, []);
  await page.goto(`${sites.public.url}embed/role-fit/candidate/`);
  assert.deepEqual(await axeViolations(page), []);
  await context.close();
  assert.ok(!filesIn(sites.public.folder).some((file) => file.includes('hiring-manager')), 'what is internal has no page of its own in public');
});

test('on paper every question and all points show, also after one question at a time', async () => {
  const { page, close } = await open('candidate', {}, '', false);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('fieldset:visible').count(), 8);
  assert.equal(await page.locator('role-fit button:visible').count(), 0);
  assert.ok(await page.locator('.fit-points-all table').isVisible());
  await close();
});

test('the script is 3.5 KB at most, and only pages with a questionnaire load it', () => {
  for (const { folder, pages } of Object.values(sites)) {
    const script = filesIn(folder).find((file) => /role-fit\.\w+\.js$/.test(file)) ?? assert.fail('no script');
    const bytes = gzipSync(readFileSync(join(folder, script)), { level: 9 }).length;
    assert.ok(bytes <= 3.5 * 1024, `${bytes} bytes`);
    for (const path of pages) {
      const html = readFileSync(join(folder, path, 'index.html'), 'utf8');
      // Documents for paper have no scripts.
      assert.equal(html.includes(script), html.includes('<role-fit') && !path.startsWith('print/'), path);
    }
  }
});
