// @ts-check
// Properties that nothing but the modules of `js/lib/search` reads: the made script calls them by a letter each, which
// saves 3 % of it. A name stays out of this list when the box, the page or a script of a site reads it too, or when we read
// it of a thing of the browser; `tests/browser/search.test.js` looks.

export const INNER = ('alternatives analysis anchor any byte clauses common drain extra facet float folder gone heading '
  + 'hits idf language likeness list matched nearness page pages piece pieces place phrase position raise ranking said scores sections slot slots sorted stem '
  + 'stemmer stems start starts step surface synonyms terms titles tokens unfinished unspaced unwanted wanted weight why word words').split(' ');
