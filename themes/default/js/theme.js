// @ts-check
// Runs before the first paint, so that a reader's own choice of light or dark shows without a flash.
try {
  const choice = localStorage.getItem('theme');
  if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice;
} catch {
  // Storage is switched off: the system's choice stands.
}
