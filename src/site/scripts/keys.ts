interface Keys {
  readonly input: HTMLInputElement;
  readonly list: HTMLElement;
  /** Takes the words out of the search. */
  readonly clear: () => void;
}

/** `/` goes to the search, arrows go through the results, Enter opens as links do, Esc clears. */
export function bindKeys({ input, list, clear }: Keys): void {
  const links = (): HTMLAnchorElement[] => [...list.querySelectorAll<HTMLAnchorElement>('.card a')];

  const step = (event: KeyboardEvent): void => {
    const all = links();
    const at = all.findIndex((link) => link === document.activeElement);
    const inInput = document.activeElement === input;
    if (at === -1 && !inInput) return;
    event.preventDefault();
    const next = event.key === 'ArrowDown' ? at + 1 : at - 1;
    if (next < 0) input.focus();
    else all[Math.min(next, all.length - 1)]?.focus();
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = document.activeElement instanceof HTMLInputElement && document.activeElement.type !== 'checkbox';
    if (event.key === '/' && !typing) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      step(event);
    } else if (
      event.key === 'Escape' &&
      (document.activeElement === input || links().some((link) => link === document.activeElement))
    ) {
      event.preventDefault();
      clear();
      input.focus();
    }
  });
}
