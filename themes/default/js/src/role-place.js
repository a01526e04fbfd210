// @ts-check
// The pay of a chosen place in the strip of a role's page. Every place stands below it; the choice stays in this browser.

for (const strip of document.querySelectorAll('.strip[data-places]')) {
  const select = strip.querySelector('select');
  const [name, amount] = [strip.querySelector('dt span'), strip.querySelector('.answer dd')];
  if (!select || !name || !amount) continue;
  const show = () => { amount.textContent = select.value; };
  try {
    const kept = localStorage.getItem('place');
    const at = [...select.options].findIndex((option) => option.text === kept);
    if (at >= 0) select.selectedIndex = at;
  } catch { /* no storage: the first place stands */ }
  select.addEventListener('change', () => {
    show();
    try { localStorage.setItem('place', select.selectedOptions[0].text); } catch { /* it lasts for this page */ }
  });
  select.hidden = false;
  /** @type {HTMLElement} */ (name).hidden = true;
  show();
}
