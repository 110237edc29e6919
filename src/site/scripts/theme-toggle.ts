const root = document.documentElement;
const button = document.querySelector<HTMLButtonElement>('[data-theme-toggle]');
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

function shown(): 'light' | 'dark' {
  const chosen = root.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return prefersDark.matches ? 'dark' : 'light';
}

function label(): void {
  button?.setAttribute('aria-label', shown() === 'dark' ? 'Switch to the light theme' : 'Switch to the dark theme');
}

/** The frame of the browser takes the ground of the page, also where the reader chose another theme than the system's. */
function tint(): void {
  if (root.dataset['theme'] === undefined) return;
  const ground = getComputedStyle(root).backgroundColor;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) meta.content = ground;
}

button?.addEventListener('click', () => {
  const next = shown() === 'dark' ? 'light' : 'dark';
  root.dataset['theme'] = next;
  try {
    localStorage.setItem('theme', next);
  } catch {
    // Storage can be refused; the choice then lasts for this page.
  }
  label();
  tint();
});

prefersDark.addEventListener('change', label);
label();
tint();
