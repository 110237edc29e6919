import type { Question } from './question.ts';

interface Ways {
  /** Takes the filters back. */
  readonly clear: () => void;
  readonly includeHidden: () => void;
  /** Takes the words back too. */
  readonly showAll: () => void;
}

interface NoResults {
  /** Says why there is nothing and what can be done, where there is nothing. */
  show(question: Question, count: number): void;
}

/** What stands in the place of the results where there are none. */
export function noResults({ clear, includeHidden, showAll }: Ways): NoResults {
  const box = document.querySelector('#nothing');
  const why = document.querySelector('#nothing-why');
  const ways = [
    { button: document.querySelector('#nothing-clear'), act: clear },
    { button: document.querySelector('#nothing-hidden'), act: includeHidden },
    { button: document.querySelector('#nothing-all'), act: showAll },
  ];
  for (const { button, act } of ways) {
    button?.addEventListener('click', () => {
      act();
      // The button is gone with what it mended; the words are the next place to go on.
      document.querySelector<HTMLInputElement>('#search')?.focus();
    });
  }
  const hasHidden = document.querySelector('input[name="hidden"]') !== null;

  return {
    show({ term, chosen, hidden }, count) {
      box?.toggleAttribute('hidden', count > 0);
      const filters = chosen.size > 0 ? 'the chosen filters' : '';
      const words = term === '' ? '' : `“${term}”`;
      if (why) why.textContent = [words, filters].filter((part) => part !== '').join(' under ') || 'that';
      const offered = [chosen.size > 0, hasHidden && !hidden, term !== ''];
      for (const [index, { button }] of ways.entries()) button?.toggleAttribute('hidden', offered[index] !== true);
    },
  };
}
