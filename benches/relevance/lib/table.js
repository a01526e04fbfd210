// @ts-check
/** Figures as one table of text: engines are columns. */

/** @typedef {{label: string, cells: (string | undefined)[], rule?: boolean}} Row */

const three = (/** @type {number} */ value) => (Number.isNaN(value) ? '–' : value.toFixed(3));
export const percent = (/** @type {number} */ share) => (Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`);

/** The widths follow the longest cell; what an engine cannot do is a dash. @param {string[]} columns @param {Row[]} rows */
export function tableOf(columns, rows) {
  const lines = [['', ...columns], ...rows.map((row) => [row.label, ...columns.map((_, index) => row.cells[index] ?? '–')])];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const print = (/** @type {string[]} */ line) =>
    line
      .map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[0])))
      .join('  ')
      .trimEnd();
  const ruler = widths.map((width) => '-'.repeat(width)).join('  ');
  return lines
    .flatMap((line, index) =>
      index === 0 || (index > 1 && rows[index - 1].rule)
        ? [...(index ? [ruler] : []), print(line), ...(index ? [] : [ruler])]
        : [print(line)],
    )
    .join('\n');
}

/** @typedef {ReturnType<import('./metrics.js').summaryOf>} Summary */

/**
 * Rows of the relevance sets.
 *
 * @param {string[]} engines
 * @param {Record<string, Record<string, Summary>>} sets set to engine to figures
 * @param {Record<string, Record<string, number>>} recovered set to engine to the share of misspelt queries found again
 * @returns {Row[]}
 */
export function relevanceRows(engines, sets, recovered) {
  /** @type {Row[]} */
  const rows = [];
  for (const [name, byEngine] of Object.entries(sets)) {
    const of = (/** @type {(figures: Summary) => string} */ show) =>
      engines.map((engine) => (byEngine[engine] ? show(byEngine[engine]) : undefined));
    const count = Object.values(byEngine)[0]?.queries ?? 0;
    if (!count) continue;
    if (name === 'nonsense') {
      rows.push({ label: `nonsense (${count})  with results`, cells: of((each) => percent(1 - each.empty)), rule: true });
      continue;
    }
    const half = (/** @type {Summary} */ each) => three((each.mrrInterval[1] - each.mrrInterval[0]) / 2);
    rows.push({ label: `${name} (${count})  MRR@10`, cells: of((each) => `${three(each.mrr)} ±${half(each)}`), rule: true });
    rows.push({ label: '  success@1 / recall@10', cells: of((each) => `${three(each.success1)} / ${three(each.recall10)}`) });
    rows.push({ label: '  nDCG@10 / empty', cells: of((each) => `${three(each.ndcg10)} / ${percent(each.empty)}`) });
    if (name === 'phrase' || name === 'facet')
      rows.push({ label: '  right among those shown', cells: of((each) => percent(each.precision)) });
    if (recovered[name]) rows.push({ label: '  recovered', cells: engines.map((engine) => three(recovered[name][engine] ?? NaN)) });
  }
  return rows;
}
