import { formatCount, formatNumber } from '../words/format.ts';

/* Narrows the list of rules to those that have every word somewhere in their lines. */
const input = document.querySelector<HTMLInputElement>('#rule-find');
const status = document.querySelector<HTMLElement>('#rule-found');
const groups = [...document.querySelectorAll<HTMLElement>('.rule-group')].map((group) => ({
  group,
  rows: [...group.querySelectorAll('li')].map((row) => ({ row, text: row.textContent.toLowerCase() })),
}));

function narrow(): void {
  const words = (input?.value ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { group, rows } of groups) {
    for (const { row, text } of rows) row.hidden = !words.every((word) => text.includes(word));
    const left = rows.filter(({ row }) => !row.hidden).length;
    group.hidden = left === 0;
    shown += left;
  }
  if (!status) return;
  const all = Number(status.dataset['all']);
  status.textContent =
    shown === all
      ? formatCount(all, 'rule', 'rules')
      : `${formatNumber(shown)} of ${formatCount(all, 'rule', 'rules')}`;
}

input?.addEventListener('input', narrow);
// A browser that comes back to the page fills the field again.
narrow();
