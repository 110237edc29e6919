import type { Browser, Page } from 'playwright-core';
import type { MeasuredServer } from './measured-server.ts';

/** What is measured in the page: from the press of a key to the first frame with a result of what then stands there. */
interface Probe {
  pressed: number;
  shown: number | undefined;
}

/** Runs in the page. */
function placeProbe(): void {
  const probe: Probe = { pressed: 0, shown: undefined };
  Object.assign(globalThis, { probe });
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === '/') return;
      probe.pressed = event.timeStamp;
      probe.shown = undefined;
    },
    { capture: true },
  );
  addEventListener('DOMContentLoaded', () => {
    const [status, cards] = [document.querySelector('#results-status'), document.querySelector('#cards')];
    const field = document.querySelector<HTMLInputElement>('#search');
    const look = (): void => {
      const isShown = (cards?.children.length ?? 0) > 0 && status?.textContent.includes(`“${field?.value}”`) === true;
      if (!isShown || probe.shown !== undefined) return;
      probe.shown = 0;
      requestAnimationFrame(() => (probe.shown = performance.now()));
    };
    for (const node of [status, cards])
      if (node) new MutationObserver(look).observe(node, { childList: true, characterData: true, subtree: true });
  });
}

/** Milliseconds from the last key to the first result; undefined where there was none in ten seconds. */
async function elapsed(page: Page): Promise<number | undefined> {
  const handle = await page
    .waitForFunction(
      () => {
        const { pressed, shown } = (globalThis as unknown as { probe: Probe }).probe;
        return shown !== undefined && shown > 0 ? shown - pressed : undefined;
      },
      undefined,
      { timeout: 10_000, polling: 10 },
    )
    .catch(() => undefined);
  return handle?.jsonValue();
}

export interface SearchTimes {
  /** Of the first key of the first query of a new visitor, pressed as soon as the field has the focus. */
  readonly cold: readonly number[];
  /** Of the last key of each further query. */
  readonly warm: readonly { readonly query: string; readonly milliseconds: number | undefined }[];
  /** What came before the search was touched, and with its first query, in bytes as sent. */
  readonly before: readonly { readonly path: string; readonly bytes: number }[];
  readonly first: readonly { readonly path: string; readonly bytes: number }[];
}

const SETTLING_MS = 400;
/** Between two keys of somebody who types fast. */
const KEY_MS = 70;

/** Types every query as a person does, each visitor with an empty cache. */
export async function timeSearches(
  browser: Browser,
  server: MeasuredServer,
  queries: readonly string[],
): Promise<SearchTimes> {
  const cold: number[] = [];
  let before: SearchTimes['before'] = [];
  let first: SearchTimes['first'] = [];
  for (const query of queries) {
    const context = await browser.newContext();
    const page = await openedPage(context.newPage(), server);
    before = server.takeSent();
    await page.keyboard.press('/');
    await page.keyboard.press(query.charAt(0));
    const passed = await elapsed(page);
    cold.push(passed ?? Infinity);
    await page.waitForTimeout(SETTLING_MS * 3);
    first = server.takeSent();
    await context.close();
  }
  const context = await browser.newContext();
  const page = await openedPage(context.newPage(), server);
  const warm: { query: string; milliseconds: number | undefined }[] = [];
  await page.keyboard.press('/');
  await page.keyboard.press('a');
  await page.waitForTimeout(SETTLING_MS * 5);
  for (const query of queries) {
    await page.keyboard.press('Escape');
    await page.keyboard.type(query, { delay: KEY_MS });
    warm.push({ query, milliseconds: await elapsed(page) });
    await page.waitForTimeout(SETTLING_MS);
  }
  await context.close();
  return { cold, warm, before, first };
}

async function openedPage(opening: Promise<Page>, server: MeasuredServer): Promise<Page> {
  const page = await opening;
  await page.addInitScript(placeProbe);
  await page.goto(server.url, { waitUntil: 'load' });
  await page.waitForTimeout(SETTLING_MS);
  return page;
}
