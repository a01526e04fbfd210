// @ts-check
// Properties that nothing but the modules of `js/lib/search` reads: the made script calls them by a letter each, which
// saves 3 % of it. A name stays out of this list when the box, the page or a script of a site reads it too, or when we read
// it of a thing of the browser; `tests/browser/search.test.js` looks.

export const INNER = ('alternatives analysis anchor any boosts byte clauses common coveragePower drain exact extra facet float folder '
  + 'furtherSections furtherShare gone heading headingCover hits idf language leastCoverage likeness list matched '
  + 'nearness oneSlip oneSlipLetters page pages phrase piece pieces place position prefix prefixLetters prefixShards '
  + 'prefixWords proximity proximityPages raise ranking said scores sections slipPrefix slipWords slot slots sorted '
  + 'start starts stem stemmer stems step surface synonym synonyms terms titleCover titles tokens twoSlips '
  + 'twoSlipsLetters unfinished unspaced unwanted wanted weight why word words').split(' ');
