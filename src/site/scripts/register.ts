import { formatCount, formatNumber } from '../words/format.ts';

/*
 * The filters of the register. They stand in the address, so that a selection can be shared; the sentence above the
 * table says what is shown, on paper too.
 */
const form = document.querySelector<HTMLFormElement>('#register-filters');
const count = document.querySelector<HTMLElement>('#register-count');
const rows = [...document.querySelectorAll<HTMLElement>('#register-table tbody tr')];
const clear = form?.querySelector<HTMLButtonElement>('button[type=reset]');
const selects = [...(form?.querySelectorAll('select') ?? [])];

function readAddress(): void {
  const query = new URLSearchParams(location.search);
  for (const select of selects) {
    const asked = query.get(select.name) ?? '';
    select.value = [...select.options].some(({ value }) => value === asked) ? asked : '';
  }
}

function writeAddress(): void {
  const query = new URLSearchParams();
  for (const { name, value } of selects) if (value !== '') query.set(name, value);
  const text = query.toString();
  history.replaceState(null, '', `${location.pathname}${text === '' ? '' : `?${text}`}${location.hash}`);
}

function apply(): void {
  const chosen = selects.filter(({ value }) => value !== '');
  let shown = 0;
  for (const row of rows) {
    const fits = chosen.every(({ name, value }) => (row.getAttribute(`data-${name}`) ?? '').split(' ').includes(value));
    row.hidden = !fits;
    if (fits) shown += 1;
  }
  if (clear) clear.hidden = chosen.length === 0;
  if (!count) return;
  const all = formatCount(rows.length, 'entry', 'entries');
  const words = chosen.map(({ labels, selectedOptions }) => {
    const label = labels[0]?.querySelector('span')?.textContent ?? '';
    return `${label}: ${selectedOptions[0]?.textContent ?? ''}`;
  });
  count.textContent = chosen.length === 0 ? all : `${formatNumber(shown)} of ${all}. ${words.join('; ')}`;
}

/** The sums lead to their rows. Without this script they would lead nowhere, so it makes the links. */
function linkSums(): void {
  for (const label of document.querySelectorAll<HTMLElement>('dt[data-filter]')) {
    const link = document.createElement('a');
    link.href = `?${label.dataset['filter'] ?? ''}#register`;
    link.append(...label.childNodes);
    label.append(link);
  }
}

form?.addEventListener('submit', (event) => event.preventDefault());
form?.addEventListener('change', () => {
  writeAddress();
  apply();
});
form?.addEventListener('reset', (event) => {
  event.preventDefault();
  for (const select of selects) select.value = '';
  writeAddress();
  apply();
  // The button goes with what it cleared; the filters are the next place to go on.
  selects[0]?.focus();
});
addEventListener('popstate', () => {
  readAddress();
  apply();
});
readAddress();
apply();
linkSums();
