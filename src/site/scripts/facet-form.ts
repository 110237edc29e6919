import { formatNumber } from '../words/format.ts';
import type { FilterCounts } from './pagefind.ts';
import type { Question } from './question.ts';

export interface FacetForm {
  /** The facets of the page with their values. */
  readonly facets: ReadonlyMap<string, readonly string[]>;
  chosen(): Question['chosen'];
  hidden(): boolean;
  show(question: Question): void;
  /** Without counts, those the page came with. */
  showCounts(counts: FilterCounts | undefined): void;
  /** Takes every choice back but the words; `hidden` stays as it is. */
  clear(): void;
  includeHidden(): void;
  onChange(listener: () => void): void;
}

/** The filters beside the results. */
export function facetForm(form: HTMLFormElement): FacetForm {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  const optIn = boxes.find(({ name }) => name === 'hidden');
  const values = boxes.filter((box) => box !== optIn);
  const facets = new Map<string, string[]>();
  for (const { name, value } of values) facets.set(name, [...(facets.get(name) ?? []), value]);
  const counters = new Map(values.map((box) => [box, box.closest('label')?.querySelector('[data-count]')]));
  const original = new Map(values.map((box) => [box, counters.get(box)?.textContent ?? '']));

  return {
    facets,
    chosen() {
      const chosen = new Map<string, string[]>();
      for (const { name, value, checked } of values)
        if (checked) chosen.set(name, [...(chosen.get(name) ?? []), value]);
      return chosen;
    },
    hidden: () => optIn?.checked ?? false,
    show({ chosen, hidden }) {
      for (const box of values) box.checked = chosen.get(box.name)?.includes(box.value) ?? false;
      if (optIn) optIn.checked = hidden;
      const count = [...chosen.values()].flat().length + (hidden ? 1 : 0);
      const active = form.querySelector('#facets-active');
      if (active) active.textContent = count === 0 ? '' : `(${count})`;
      form.querySelector('#clear')?.toggleAttribute('hidden', count === 0);
    },
    showCounts(counts) {
      for (const box of values) {
        const counter = counters.get(box);
        const text = counts ? formatNumber(counts[box.name]?.[box.value] ?? 0) : (original.get(box) ?? '');
        if (counter) counter.textContent = text;
        box.closest('li')?.classList.toggle('empty', text === '0' && !box.checked);
      }
    },
    clear() {
      for (const box of values) box.checked = false;
    },
    includeHidden() {
      if (optIn) optIn.checked = true;
    },
    onChange(listener) {
      form.addEventListener('change', listener);
      form.addEventListener('submit', (event) => event.preventDefault());
      form.querySelector('#clear')?.addEventListener('click', () => {
        for (const box of boxes) box.checked = false;
        listener();
      });
    },
  };
}
