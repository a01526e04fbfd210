// @ts-check
// The place that a reader has chosen, which every tool of this browser begins with. It is kept by its id and sent nowhere.

/** The place that an address asks for, as `?place=london`; empty when it names none. @param {string} search */
export const asked = (search) => new URLSearchParams(search).get('place') ?? '';

/** The place chosen last; empty before any choice. */
export const kept = () => {
  try {
    return localStorage.getItem('place') ?? '';
  } catch {
    return ''; // no storage: every page begins with its first place
  }
};

/** @param {string} id */
export const keep = (id) => {
  try {
    localStorage.setItem('place', id);
  } catch { /* it lasts for this page */ }
};

/** Which of these places to begin with: the first one wanted that is among them; -1 where none is. @param {(string | undefined)[]} places @param {string[]} wanted */
export const begin = (places, wanted) => wanted.map((id) => (id ? places.indexOf(id) : -1)).find((at) => at >= 0) ?? -1;
