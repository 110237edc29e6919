import { type FacetName, facetLabels, includeLabels } from '../words/facet-names.ts';
import { formatCount } from '../words/format.ts';
import { visible } from '../words/visible.ts';
import type { Catalog } from './catalog.ts';
import type { Named } from './facet-words.ts';
import type { Slip } from './slips.ts';
import type { Choices, Question } from './question.ts';

function labelOf(catalog: Catalog | undefined, name: FacetName, value: string): string {
  if (name === 'include') return includeLabels[value] ?? value;
  const column = catalog?.column(name);
  return visible((column?.labels ?? column?.values)?.[column.values.indexOf(value)] ?? value);
}

/**
 * Shows what is asked for as chips, each of which can be taken away.
 *
 * @param remove Called with the chip's value, and whether it is one that is not wanted.
 */
export function showChips(
  list: HTMLElement,
  catalog: Catalog | undefined,
  { chosen, excluded }: Question,
  remove: (name: FacetName, value: string, not: boolean) => void,
): void {
  const chipsOf = (choices: Choices, not: boolean): HTMLElement[] =>
    [...choices].flatMap(([name, values]) =>
      values.map((value) => {
        const item = document.createElement('li');
        const button = document.createElement('button');
        const label = document.createElement('bdi');
        label.textContent = labelOf(catalog, name, value);
        button.type = 'button';
        button.className = 'chip';
        button.append(`${not ? 'not ' : ''}${facetLabels[name]}: `, label);
        button.setAttribute('aria-label', `Remove ${button.textContent}`);
        button.addEventListener('click', () => remove(name, value, not));
        item.append(button);
        return item;
      }),
    );
  list.replaceChildren(...chipsOf(chosen, false), ...chipsOf(excluded, true));
}

/** Offers the questions in which a word is taken for what it names, each with what it gives. */
export function showNamed(line: HTMLElement, offers: readonly Named[], act: (next: Question) => void): void {
  const parts = offers.flatMap(({ label, question, count }, at) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = visible(label);
    button.addEventListener('click', () => act(question));
    return [at === 0 ? 'Also: ' : '; ', button, `, ${formatCount(count, 'entry', 'entries')}`];
  });
  line.replaceChildren(...parts);
  line.hidden = offers.length === 0;
}

/** Says what of the text was not understood, with a button for each thing that could be meant. */
export function showSlips(
  box: HTMLElement,
  slips: readonly Slip[],
  replace: (slip: Slip, instead: string) => void,
): void {
  const lines = slips.map((slip) => {
    const line = document.createElement('p');
    line.append(visible(slip.message));
    if (slip.page) {
      const link = document.createElement('a');
      link.href = `${import.meta.env.BASE_URL.replace(/\/*$/, '/')}${slip.page.path}`;
      link.textContent = slip.page.name;
      line.append(' ', link, '.');
    }
    for (const [at, instead] of slip.instead.entries()) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = visible(instead);
      button.addEventListener('click', () => replace(slip, instead));
      line.append(at === 0 ? ' Did you mean ' : ' or ', button);
      if (at === slip.instead.length - 1) line.append('?');
    }
    return line;
  });
  box.replaceChildren(...lines);
  box.hidden = lines.length === 0;
}
