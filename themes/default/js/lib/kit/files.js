// @ts-check
// Files that a page hands over or is handed, without anybody else seeing them.

/** Saves a text as a file. @param {string} name @param {string} type @param {string} text */
export const save = (name, type, text) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

/** A list item for each line. @param {string[]} lines */
export const items = (lines) => lines.map((line) => {
  const item = document.createElement('li');
  item.textContent = line;
  return item;
});
