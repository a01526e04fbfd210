// @ts-check
// Where each constant of the ranking stands in the manifest: the table in `src/search/ranking.rs`, which says what it is
// for and holds this order. The made script has the numbers alone.

export const K1 = 0;
export const B = 1;
export const TITLE = 2;
export const HEADING = 3;
export const BODY = 4;
export const COVERAGE_POWER = 5;
export const HEADING_COVER = 6;
export const TITLE_COVER = 7;
export const PROXIMITY = 8;
export const PROXIMITY_PAGES = 9;
export const PREFIX = 10;
export const PREFIX_LETTERS = 11;
export const PREFIX_WORDS = 12;
export const PREFIX_SHARDS = 13;
export const ONE_SLIP = 14;
export const TWO_SLIPS = 15;
export const SLIP_PREFIX = 16;
export const ONE_SLIP_LETTERS = 17;
export const TWO_SLIPS_LETTERS = 18;
export const SLIP_WORDS = 19;
export const SYNONYM = 20;
export const LEAST_COVERAGE = 21;
export const FURTHER_SHARE = 22;
export const FURTHER_SECTIONS = 23;
export const EXACT = 24;
