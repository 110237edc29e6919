/** The tabs of the ways to get an entry. The choice of a reader is remembered for the pages of other entries. */
const KEY = 'way';

function remembered(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    // Storage can be refused; the first way then stands.
    return undefined;
  }
}

function remember(way: string): void {
  try {
    localStorage.setItem(KEY, way);
  } catch {
    // The choice then lasts for this page.
  }
}

function panelOf(tab: HTMLElement): HTMLElement | null {
  return document.getElementById(tab.getAttribute('aria-controls') ?? '');
}

function select(tabs: readonly HTMLElement[], chosen: HTMLElement): void {
  for (const tab of tabs) {
    tab.setAttribute('aria-selected', String(tab === chosen));
    tab.tabIndex = tab === chosen ? 0 : -1;
    panelOf(tab)?.toggleAttribute('hidden', tab !== chosen);
  }
}

/** Where a key leads from a tab; undefined for keys that lead nowhere. */
function nextTab(tabs: readonly HTMLElement[], from: HTMLElement, key: string): HTMLElement | undefined {
  const index = tabs.indexOf(from);
  if (key === 'ArrowRight' || key === 'ArrowDown') return tabs[(index + 1) % tabs.length];
  if (key === 'ArrowLeft' || key === 'ArrowUp') return tabs.at(index - 1);
  if (key === 'Home') return tabs[0];
  return key === 'End' ? tabs.at(-1) : undefined;
}

for (const ways of document.querySelectorAll<HTMLElement>('[data-ways]')) {
  const tabs = [...ways.querySelectorAll<HTMLElement>('[role="tab"]')];
  for (const tab of tabs) {
    const panel = panelOf(tab);
    panel?.setAttribute('role', 'tabpanel');
    panel?.setAttribute('aria-labelledby', tab.id);
    tab.addEventListener('click', () => {
      select(tabs, tab);
      remember(tab.dataset['way'] ?? '');
    });
    tab.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const next = nextTab(tabs, tab, event.key);
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.click();
    });
  }
  const kept = remembered();
  const first = tabs.find((tab) => tab.dataset['way'] === kept) ?? tabs[0];
  if (first) select(tabs, first);
  ways.dataset['ready'] = '';
}
