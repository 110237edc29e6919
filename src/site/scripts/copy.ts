const SHOWN_MS = 1600;

/** Buttons that copy the text of the element they name, or the one they hold. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy], [data-copy-text]')) {
  const label = [...button.childNodes];
  button.addEventListener('click', async () => {
    const { copy = '', copyText } = button.dataset;
    const text = copyText ?? document.getElementById(copy)?.textContent ?? '';
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Select and copy by hand';
    }
    setTimeout(() => button.replaceChildren(...label), SHOWN_MS);
  });
}
