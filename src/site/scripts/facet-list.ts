import type { FacetName } from '../words/facet-names.ts';
import { formatNumber } from '../words/format.ts';
import { visible } from '../words/visible.ts';
import type { Catalog } from './catalog.ts';
import { keepFocus } from './keep-focus.ts';
import type { Counts } from './narrow.ts';
import type { Choices } from './question.ts';
import { folded } from './words.ts';

/** So many values of an opened list are on the page at once; more are reached by narrowing the list. */
const SHOWN = 60;

interface Value {
  readonly value: string;
  readonly label: string;
}

interface FacetList {
  show(chosen: Choices): void;
  showCounts(counts: Counts | undefined): void;
}

function valueOf(item: Element): string {
  return item.querySelector('input')?.value ?? '';
}

function labelled(item: Element, { value, label }: Value): Element {
  const copy = item.cloneNode(true) as Element;
  copy.querySelector('input')?.setAttribute('value', value);
  copy.querySelector('bdi')?.replaceChildren(visible(label));
  return copy;
}

async function allValues(name: string, getCatalog: () => Promise<Catalog>): Promise<Value[]> {
  const { values, labels = values } = (await getCatalog()).column(name);
  return values.map((value, at) => ({ value, label: labels[at] ?? value }));
}

/** What is told of values that are not on the page. */
function restOf(fitting: number): string {
  if (fitting === 0) return 'None of that name';
  return fitting > SHOWN ? `and ${formatNumber(fitting - SHOWN)} more` : '';
}

/** The values of one facet: those the page came with, and where there are more, all of them with a field to narrow them. */
export function facetList(group: HTMLElement, getCatalog: () => Promise<Catalog>): FacetList {
  const name = group.dataset['facet'] as FacetName;
  const list = group.querySelector('ul');
  const opener = group.querySelector<HTMLButtonElement>('[data-more]');
  const narrowing = group.querySelector<HTMLInputElement>('[data-narrow]');
  const rest = group.querySelector<HTMLElement>('[data-rest]');
  const came = new Map([...(list?.children ?? [])].map((item) => [valueOf(item), item]));
  const items = new Map(came);
  const original = new Map([...came].map(([value, item]) => [value, item.querySelector('[data-count]')?.textContent]));
  const [pattern] = came.values();
  let all: readonly Value[] | undefined;
  let chosen: readonly string[] = [];
  let counts: Readonly<Record<string, number>> | undefined;

  const itemOf = (known: Value): Element => {
    const item = items.get(known.value) ?? labelled(pattern as Element, known);
    // A box that somebody has just ticked must not be another one afterwards.
    items.set(known.value, item);
    const text = counts ? formatNumber(counts[known.value] ?? 0) : original.get(known.value);
    const box = item.querySelector('input');
    if (box) box.checked = chosen.includes(known.value);
    item.querySelector('[data-count]')?.replaceChildren(text ?? '');
    item.classList.toggle('empty', text === '0' && !chosen.includes(known.value));
    return item;
  };
  const orderOf = ({ value }: Value): number => (chosen.includes(value) ? Infinity : (counts?.[value] ?? 0));
  const fitting = (values: readonly Value[]): readonly Value[] => {
    const part = folded(narrowing?.value ?? '').trim();
    const fit = values.filter(({ value, label }) => part === '' || folded(`${label} ${value}`).includes(part));
    return fit.toSorted((a, b) => orderOf(b) - orderOf(a));
  };
  const render = (): void => {
    if (!list || !pattern) return;
    // What was chosen by an operator or an address has its box too.
    const few = [...new Set([...came.keys(), ...chosen])].map((value) => ({ value, label: value }));
    const shown = all ? fitting(all) : few;
    const next = shown.slice(0, SHOWN).map(itemOf);
    if (next.length !== list.children.length || next.some((item, at) => item !== list.children[at]))
      keepFocus(() => list.replaceChildren(...next));
    if (rest && all) rest.textContent = restOf(shown.length);
  };

  opener?.addEventListener('click', async () => {
    all = await allValues(name, getCatalog);
    opener.hidden = true;
    for (const node of [narrowing, rest]) node?.removeAttribute('hidden');
    render();
    narrowing?.focus();
  });
  narrowing?.addEventListener('input', render);

  return {
    show(choices) {
      chosen = choices.get(name) ?? [];
      render();
    },
    showCounts(given) {
      counts = given?.[name];
      render();
    },
  };
}
