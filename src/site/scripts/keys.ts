interface Keys {
  readonly input: HTMLInputElement;
  readonly list: HTMLElement;
  /** Takes the words out of the search. */
  readonly clear: () => void;
  /** Further results, where there are any. */
  readonly more: () => void;
}

/**
 * `/` goes to the search; arrows, Home and End go through the results, Enter opens as links do, Esc clears. The focus
 * itself moves, so that screen readers say each result as the link it is.
 */
export function bindKeys({ input, list, clear, more }: Keys): void {
  const links = (): HTMLAnchorElement[] => [...list.querySelectorAll<HTMLAnchorElement>('.card a')];

  const target = (key: string, at: number, count: number): number => {
    if (key === 'Home') return 0;
    if (key === 'End') return count - 1;
    return key === 'ArrowDown' ? at + 1 : at - 1;
  };
  const step = (event: KeyboardEvent): void => {
    const all = links();
    const at = all.findIndex((link) => link === document.activeElement);
    // In the field Home and End are the field's own.
    const isJump = event.key === 'Home' || event.key === 'End';
    if (at === -1 && (isJump || document.activeElement !== input)) return;
    event.preventDefault();
    const next = target(event.key, at, all.length);
    if (next < 0) input.focus();
    else if (next < all.length) all[next]?.focus();
    else more();
  };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const active = document.activeElement;
    const typing =
      (active instanceof HTMLInputElement && active.type !== 'checkbox') || active instanceof HTMLSelectElement;
    if (event.key === '/' && !typing) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) {
      step(event);
    } else if (event.key === 'Escape' && (active === input || links().some((link) => link === active))) {
      event.preventDefault();
      clear();
      input.focus();
    }
  });
}
