import type { Page } from 'playwright-core';

/** What somebody who uses the keyboard alone meets on the way through a page. */
interface Stop {
  /** The element, as far as needed to find it again. */
  readonly name: string;
  /** What is wrong with it. */
  readonly faults: readonly string[];
}

interface Tour {
  /** Looks at everything that can have the focus while nothing of it has. */
  prepare(): void;
  /** Undefined where nothing has the focus: the end of the page. */
  look(): Stop | undefined;
}

/** Runs in the page. */
function placeTour(): void {
  /** The focus may be drawn by what stands around or beside the element. */
  const looks = (node: Element): string =>
    [node, node.nextElementSibling, node.parentElement, node.closest('.card, .search, label')]
      .map((one) => {
        if (!one) return '';
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor } = getComputedStyle(one);
        return [outlineStyle === 'none' ? '' : outlineWidth + outlineColor, boxShadow, backgroundColor].join();
      })
      .join('|');
  const nameOf = (node: Element): string => {
    const text = node.getAttribute('aria-label') ?? node.textContent.trim().replaceAll(/\s+/g, ' ').slice(0, 40);
    return `${node.tagName.toLowerCase()}${node.id && `#${node.id}`} ${text || (node.getAttribute('name') ?? '')}`;
  };
  const unfocused = new Map<Element, string>();
  let last: { readonly node: Element; readonly box: DOMRect } | undefined;
  const faultsOf = (node: Element): string[] => {
    const faults: string[] = [];
    const before = unfocused.get(node);
    if (before === undefined) faults.push('was not there before');
    if (before === looks(node)) faults.push('looks as without the focus');
    const box = node.getBoundingClientRect();
    const isInView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    if (!isInView) faults.push('is out of view');
    const place = DOMRect.fromRect({ ...box.toJSON(), x: box.x + scrollX, y: box.y + scrollY });
    if (last) {
      const isLater = (last.node.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      if (!isLater) faults.push('stands before the last one');
      // Within the lines of a text or a row the next one may begin a little higher.
      const isBack = place.bottom < last.box.top && place.right <= last.box.right;
      if (isBack) faults.push(`is seen before the last one, ${nameOf(last.node)}`);
    }
    // A navigation is read by itself, wherever it stands, before what it leads through.
    last = { node, box: node.closest('nav') ? new DOMRect() : place };
    return faults;
  };
  const tour: Tour = {
    prepare() {
      const all = 'a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]';
      for (const node of document.querySelectorAll(all)) unfocused.set(node, looks(node));
    },
    look() {
      const node = document.activeElement;
      if (!node || node === document.body || node === document.documentElement) return undefined;
      return { name: nameOf(node), faults: faultsOf(node) };
    },
  };
  Object.assign(globalThis, { tour });
}

const most = 400;

/**
 * Goes through a page by the tabulator from its beginning to its end.
 *
 * @returns The names of the stops in their order; what is wrong with any; and whether the end was reached.
 */
export async function tabThrough(
  page: Page,
): Promise<{ readonly stops: readonly string[]; readonly faults: readonly string[]; readonly ends: boolean }> {
  await page.evaluate(placeTour);
  await page.evaluate(() => (globalThis as unknown as { tour: Tour }).tour.prepare());
  const stops: string[] = [];
  const faults: string[] = [];
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => (globalThis as unknown as { tour: Tour }).tour.look());
    if (!stop) return { stops, faults, ends: true };
    stops.push(stop.name);
    faults.push(...stop.faults.map((fault) => `${stop.name}: ${fault}`));
  }
  return { stops, faults, ends: false };
}

/**
 * Presses a key until an element has the focus.
 *
 * @throws Where it is not reached.
 */
export async function tabTo(page: Page, selector: string, key = 'Tab'): Promise<void> {
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press(key);
    const isThere = await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
    if (isThere) return;
  }
  throw new Error(`${key} does not lead to ${selector}.`);
}

/** What has the focus: its id, or else its text; `nothing` where the focus is lost. */
export async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const node = document.activeElement;
    if (!node || node === document.body) return 'nothing';
    if (node.id !== '') return `#${node.id}`;
    const value = node instanceof HTMLInputElement ? `${node.name}=${node.value}` : '';
    return value || node.textContent.trim().replaceAll(/\s+/g, ' ');
  });
}

/** Opens the list of a select that has the focus, and chooses the last of it. */
export async function chooseLast(page: Page): Promise<void> {
  for (const key of ['Space', 'End', 'Enter']) await page.keyboard.press(key);
}
