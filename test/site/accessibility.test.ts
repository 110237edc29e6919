import axe, { type AxeResults } from 'axe-core';
import { describe, expect, test } from 'vitest';
import { showSampleSite } from '../helpers/shown-site.ts';

const shown = showSampleSite();

const pages = [
  '',
  '?harness=codex',
  '404.html',
  'about/',
  'submit/',
  'health/',
  'compliance/',
  'changes/',
  'statistics/',
  'tombstones/',
  'api/guide/',
  'rules/',
  'rules/finding-hidden-tags/',
  'sources/',
  'sources/drifters/',
  'skills/',
  'skills/harbour/read-a-pdf/',
  'skills/drifters/hostile/',
  'skills/drifters/pdf-reader/',
  'skills/field-notes/translate-a-notice/',
  'subagents/harbour/harbour-pilot/',
  'commands/harbour/berth/',
  'hooks/harbour/watchman/',
  'mcp-servers/harbour/tide-tables/',
  'plugins/harbour/dock-kit/',
  'workflows/harbour/clear-a-ship/',
];

const sights = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
] as const;

/** Of WCAG 2.2, levels A and AA, what a machine can tell. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

describe.for(sights)('in $colorScheme at $width pixels', { tags: ['slow'] }, ({ colorScheme, width }) => {
  test.for(pages)('"%s" breaks no rule of WCAG 2.2 AA that a machine can check', async (path) => {
    const page = await shown.browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    await page.goto(shown.url + path);
    for (const fold of await page.locator('details').all())
      await fold.evaluate((node) => node.setAttribute('open', ''));
    await page.evaluate(axe.source);
    const { violations, passes } = await page.evaluate(
      (values): Promise<AxeResults> =>
        (globalThis as unknown as { axe: typeof axe }).axe.run(document, { runOnly: { type: 'tag', values } }),
      tags,
    );
    const broken = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    );
    expect(broken).toEqual([]);
    expect(passes.length).toBeGreaterThan(10);
    await page.close();
  });
});
