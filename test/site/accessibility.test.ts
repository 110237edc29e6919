import axe, { type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readPage } from '../../src/load/read-page.ts';
import { plainLook } from '../../src/site/write-look.ts';
import { writeIndexWithFormer } from '../helpers/former-index.ts';
import { showSampleSite } from '../helpers/shown-site.ts';

const extraPage = `---
title: How we choose
description: What a skill needs.
---

# Three questions

<EntryCard id="skill:harbour/read-a-pdf" />

| What | Why |
| --- | --- |
| A licence | Others have to know. |

<EntryList kind="hook" />
`;

const { page: added } = readPage('pages/how-we-choose.mdx', 'how-we-choose', extraPage);
if (!added) throw new Error('The extra page is not one.');
const shown = showSampleSite('/', { writeIndex: writeIndexWithFormer, look: { ...plainLook, pages: [added] } });

/** One page of every kind and of every state that has parts of its own. */
const pages = [
  '',
  '?harness=codex',
  '?q=crane',
  '?q=hooks+kind:sklil',
  '?q=nothing-is-called-so&kind=hook',
  '404.html',
  'all/',
  'tags/',
  'tags/team.documents/',
  'tiers/limited/',
  'about/',
  'submit/',
  'health/',
  'compliance/',
  'changes/',
  'statistics/',
  'tombstones/',
  'api/guide/',
  'pages/how-we-choose/',
  'rules/',
  'rules/finding-hidden-tags/',
  'sources/',
  'sources/drifters/',
  'sources/newcomers/',
  'skills/',
  'skills/drifters/',
  'skills/harbour/read-a-pdf/',
  'skills/harbour/dispatch-cranes/',
  'skills/harbour/tie-a-knot/',
  'skills/drifters/hostile/',
  'skills/drifters/pdf-reader/',
  'skills/drifters/a-name-of-sixty-four-characters-that-is-as-long-as-a-name-can-be/',
  'skills/field-notes/translate-a-notice/',
  'skills/field-notes/old-checklist/',
  'subagents/harbour/harbour-pilot/',
  'commands/harbour/berth/',
  'hooks/harbour/watchman/',
  'hooks/field-notes/gone/',
  'mcp-servers/harbour/tide-tables/',
  'plugins/harbour/dock-kit/',
  'workflows/harbour/clear-a-ship/',
];

/**
 * What a machine can tell, the advice of good practice included.
 *
 * @returns One line a fault. That the headings of a stranger's document leave out a level is for its author to mend.
 */
async function faults(page: Page, options: RunOptions = {}): Promise<string[]> {
  const { lines, passed } = await page.evaluate(async (run) => {
    const results = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, run);
    const isTheirs = (target: unknown): boolean =>
      typeof target === 'string' && document.querySelector(target)?.closest('[data-pagefind-body]') != null;
    return {
      passed: results.passes.length,
      lines: results.violations.flatMap(({ id, nodes }) =>
        nodes
          .filter(({ target }) => !(id === 'heading-order' && isTheirs(target[0])))
          .map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
      ),
    };
  }, options);
  expect(passed).toBeGreaterThan(options.runOnly === undefined ? 20 : 0);
  return lines;
}

const wide = { width: 1280, height: 900 };
const narrow = { width: 390, height: 844 };
/** The one rule that hangs on the colours. */
const contrast: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

// One load of each page serves all of it; the pages come side by side.
describe.concurrent('light and dark, at 390 and at 1280 pixels', { tags: ['slow'] }, () => {
  test.for(pages)('"%s" breaks no rule that a machine can check, and fits a small screen', async (path) => {
    const context = await shown.browser.newContext({ viewport: wide, colorScheme: 'light', reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(shown.url + path);
    if (path.startsWith('?'))
      await page.locator('#asked, #nothing, #slips, #cards mark').locator('visible=true').first().waitFor();
    for (const fold of await page.locator('details').all())
      await fold.evaluate((node) => node.setAttribute('open', ''));
    await page.evaluate(axe.source);

    expect(await faults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await faults(page, contrast)).toEqual([]);
    await page.setViewportSize(narrow);
    expect(await faults(page)).toEqual([]);
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond).toBeLessThanOrEqual(0);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await faults(page, contrast)).toEqual([]);
    await context.close();
  });
});
