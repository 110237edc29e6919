/**
 * Does something that may take the focused node out of the page for a moment, which would lose the reader's place.
 *
 * @param instead What stands there now, where the node does not come back.
 */
export function keepFocus(change: () => void, instead?: () => HTMLElement | null | undefined): void {
  const focused = document.activeElement;
  change();
  if (!(focused instanceof HTMLElement) || focused === document.activeElement) return;
  if (focused.isConnected) focused.focus();
  else instead?.()?.focus();
}
