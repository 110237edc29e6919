/** Remembers which harness a reader has chosen, for the pages of other skills. */
const KEY = 'harness';
const choices = [...document.querySelectorAll<HTMLInputElement>('input[name="harness"]')];

try {
  const remembered = choices.find(({ value }) => value === localStorage.getItem(KEY));
  if (remembered) remembered.checked = true;
} catch {
  // Storage can be refused; the first one then stands.
}

for (const choice of choices) {
  choice.addEventListener('change', () => {
    try {
      localStorage.setItem(KEY, choice.value);
    } catch {
      // The choice then lasts for this page.
    }
  });
}
