import type { FacetName } from '../words/facet-names.ts';
import { formatNumber } from '../words/format.ts';
import type { Catalog } from './catalog.ts';
import { facetList } from './facet-list.ts';
import type { Counts } from './narrow.ts';
import type { Question } from './question.ts';

interface Listeners {
  /** A value was chosen or taken back. */
  readonly toggle: (name: FacetName, value: string) => void;
  readonly getCatalog: () => Promise<Catalog>;
}

interface FacetForm {
  show(question: Question): void;
  /** Without counts, those the page came with. */
  showCounts(counts: Counts | undefined): void;
}

/** The filters beside the results. */
export function facetForm(form: HTMLFormElement, { toggle, getCatalog }: Listeners): FacetForm {
  const lists = [...form.querySelectorAll<HTMLElement>('fieldset[data-facet]')].map((group) =>
    facetList(group, getCatalog),
  );
  const active = form.querySelector('#facets-active');
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === 'checkbox')
      toggle(target.name as FacetName, target.value);
  });
  form.addEventListener('submit', (event) => event.preventDefault());

  return {
    show({ chosen, excluded }) {
      const count = [...chosen.values(), ...excluded.values()].flat().length;
      if (active) active.textContent = count === 0 ? '' : `(${formatNumber(count)})`;
      for (const list of lists) list.show(chosen);
    },
    showCounts(counts) {
      for (const list of lists) list.showCounts(counts);
    },
  };
}
