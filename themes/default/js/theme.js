// @ts-check
// Runs before the first paint: no flash of the other theme, and room is kept for buttons to come.
const { dataset } = document.documentElement;
dataset.scripted = '';
try {
  const choice = localStorage.getItem('theme');
  if (choice === 'light' || choice === 'dark') dataset.theme = choice;
} catch { /* no storage: the system's choice stands */ }
