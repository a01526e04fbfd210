// @ts-check
// Answers as the fragment of an address, by the ids of questions and options, and back. Owns the form of such links; it
// knows no page. `#fit=hiring-manager.1&ml_engineers=4&best_use=ship`: the questionnaire, its version, the answers.

/**
 * @typedef {{id: string, options: string[] | null}} Asked  `null` where the answer is a number
 */

/**
 * @param {string} fit  the questionnaire's id @param {string} version
 * @param {Asked[]} asked @param {string[]} given  an option's id or a number for each question, empty where it is open
 */
export const toFragment = (fit, version, asked, given) =>
  `#${new URLSearchParams([['fit', `${fit}.${version}`], ...asked.map(({ id }, at) => [id, given[at]]).filter(([, value]) => value)])}`;

/**
 * What a fragment holds for these questions; `null` when it is none of ours.
 * @param {string} fragment @param {Asked[]} asked
 * @returns {{fit: string, version: string, given: string[], lost: number} | null}  `lost`: how many answers are to
 *   nothing that is asked now
 */
export function fromFragment(fragment, asked) {
  const values = new URLSearchParams(fragment.slice(1));
  const name = values.get('fit');
  if (name === null) return null;
  const dot = name.lastIndexOf('.');
  const given = asked.map(({ id, options }) => {
    const value = values.get(id) ?? '';
    return (options ? options.includes(value) : /^\d{1,7}$/.test(value)) ? value : '';
  });
  const kept = given.filter(Boolean).length;
  return { fit: name.slice(0, dot), version: name.slice(dot + 1), given, lost: [...values].length - 1 - kept };
}
