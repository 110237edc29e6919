import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { plainPalettes } from '../../src/domain/palette.ts';
import { colorText } from '../../src/domain/color.ts';
import { sync } from '../../src/sync.ts';
import { auditPages } from '../helpers/audit-pages.ts';
import { brokenLinks } from '../helpers/broken-links.ts';
import { launchBrowser, watchedPage } from '../helpers/browser.ts';
import { writeTree } from '../helpers/catalog-folder.ts';
import { serveFolder, type StaticServer } from '../helpers/static-server.ts';

/** Sixty characters, as long as a title that still fits. */
const LONG_TITLE = 'The Northern Harbour Authority Marketplace of Agent Skills';
const logo = (color: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 32"><path d="M2 22h44l-6 8H8z" fill="${color}"/></svg>`;

const catalogYaml = `id: harbour-market
title: Harbour market
description: Skills for people who work at a harbour.
url: https://harbour.example.org/market
owner: { name: Harbour Authority }
site:
  title: ${LONG_TITLE}
  tagline: What the yard lets its agents do.
  logo: brand/logo.svg
  logoDark: brand/logo-dark.svg
  favicon: brand/logo.svg
  colors: { accent: "#1e3a8a", paper: "#ffffff" }
  navigation:
    - { label: Skills, href: skills/ }
    - { label: Sources, href: /sources/ }
    - { label: How we choose, page: how-we-choose }
    - { label: Compliance, href: compliance/ }
    - { label: What is new, href: changes/ }
    - { label: Health, href: health/ }
    - { label: Rules, href: rules/ }
    - { label: عن السوق, page: about-us }
    - { label: Chat with us, href: https://chat.example.org/yard }
  footer: { text: "Quay 4, port register 4711.", links: [{ label: Write to us, href: mailto:yard@example.org }] }
`;

const page = `---
title: How we choose
description: What a skill needs.
---

# Three questions

{/* Nothing of this is published. */}

See the [sources](/sources/), [about us](about-us.mdx), the [top](#three-questions) or [the web](https://www.example.org/).

<EntryCard id="skill:shed/sweep" />

| What | Why |
| ---- | --- |
| A    | B   |

<EntryList kind="skill" tag="team" limit="2" />

<EntryCard id="skill:shed/gone" />

\`\`\`sh
skillyard check
\`\`\`
`;

const broken = `---
title: Broken
---

One.

<EntryList kind="skill">

Two.
`;

/** Would end the process, or leave a word behind, if anything of it were ever run. */
const canary = `---
title: Canary
---

export const hacked = (globalThis.hacked = process.exit(3))

Text {globalThis.hacked = process.exit(3)}.
`;

const files = {
  'catalog.yaml': catalogYaml,
  'brand/logo.svg': logo('#1e3a8a'),
  'brand/logo-dark.svg': logo('#a9c1ff'),
  'pages/how-we-choose.mdx': page,
  'pages/about-us.md': '---\ntitle: "عن السوق"\n---\n\nنص قصير.\n',
  'pages/broken.mdx': broken,
  'pages/canary.mdx': canary,
  'sources/shed.yaml': 'local: shed\nentries: { skill:sweep: { tags: { team: quay } } }\n',
  'governance/shed.yaml': 'trust: first-party\nmirror: always\n',
  'shed/skills/sweep/SKILL.md':
    '---\nname: sweep\ndescription: Sweeps the shed.\nmetadata: { risk-tier: minimal }\n---\nUse a broom.\n',
};

let browser: Browser;
let server: StaticServer;
let out: string;
let told: string[];
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skillyard-theme-'));
  const [catalogDir, cacheDir] = [join(folder, 'catalog'), join(folder, 'cache')];
  out = join(folder, 'dist');
  writeTree(catalogDir, files);
  const onStep = (): void => undefined;
  await sync({ catalogDir, cacheDir, only: [], now: '2026-03-01T00:00:00Z', onStep });
  const result = await build({ catalogDir, cacheDir, outDir: out, frozen: false, onStep });
  expect(result.refused).toEqual([]);
  told = result.diagnostics
    .filter(({ rule }) => rule.startsWith('site-'))
    .map(({ rule, at }) => `${rule} ${at.file}:${at.line}`);
  [browser, server] = await Promise.all([launchBrowser(), serveFolder(out, '/market/')]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function axeTrouble(shown: Page): Promise<string[]> {
  await shown.evaluate(axe.source);
  const { violations } = await shown.evaluate(
    (values): Promise<AxeResults> =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, { runOnly: { type: 'tag', values } }),
    ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

const ground = (shown: Page): Promise<string> =>
  shown.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

describe('a catalog with a look of its own', { tags: ['slow'] }, () => {
  test('is published without the pages that are broken or hold code, which are told with their lines', () => {
    expect(told).toMatchInlineSnapshot(`
      [
        "site-page-syntax pages/broken.mdx:7",
        "site-page-code pages/canary.mdx:5",
        "site-page-code pages/canary.mdx:7",
        "site-entry-unknown pages/how-we-choose.mdx:20",
      ]
    `);
    expect('hacked' in globalThis).toBe(false);
    expect(readdirSync(join(out, 'pages')).toSorted()).toEqual(['about-us', 'how-we-choose']);
  });

  test.for([
    { colorScheme: 'light', width: 1440, paper: 'rgb(255, 255, 255)', logo: 'on-light' },
    { colorScheme: 'dark', width: 390, paper: 'rgb(14, 22, 30)', logo: 'on-dark' },
  ] as const)(
    'in $colorScheme at $width pixels has its colours and logo, breaks no policy and no rule of accessibility',
    async ({ colorScheme, width, paper, logo: shownLogo }) => {
      const {
        page: shown,
        context,
        trouble,
      } = await watchedPage(browser, { colorScheme, viewport: { width, height: 800 } });
      for (const path of [
        '',
        'pages/how-we-choose/',
        'pages/about-us/',
        'skills/shed/sweep/',
        'sources/',
        '404.html',
      ]) {
        await shown.goto(server.url + path);
        expect(await ground(shown), path).toBe(paper);
        const logos = shown.locator('.brand img');
        expect(await logos.count()).toBe(2);
        expect(await shown.locator(`.brand img.${shownLogo}`).isVisible()).toBe(true);
        expect(await shown.locator(`.brand img:not(.${shownLogo})`).isVisible()).toBe(false);
        const naturalWidths = await logos.evaluateAll((images) =>
          images.map((image) => (image as HTMLImageElement).naturalWidth > 0),
        );
        expect(naturalWidths).toEqual([true, true]);
        const overflow = await shown.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, path).toBeLessThanOrEqual(0);
        expect(await axeTrouble(shown), path).toEqual([]);
      }
      expect(trouble).toEqual([]);
      await context.close();
    },
  );

  test('the colour of links and marks is the one that was chosen, and what warns keeps its own', async () => {
    const shown = await browser.newPage({ colorScheme: 'light' });
    await shown.goto(`${server.url}pages/how-we-choose/`);
    const property = (name: string): Promise<string> =>
      shown.evaluate((role) => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = `var(${role})`;
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color;
      }, name);
    expect(await property('--accent')).toBe('rgb(30, 58, 138)');
    expect(await property('--signal')).toBe('rgb(179, 55, 12)');
    const current = shown.locator('.site-menu [aria-current]');
    expect(await current.innerText()).toBe('How we choose');
    expect(await current.evaluate((node) => getComputedStyle(node).borderBottomColor)).toBe('rgb(30, 58, 138)');
    await shown.close();
  });

  test('its extra pages are valid HTML, and every link of them and of the frame leads somewhere', async () => {
    const pages = await auditPages(join(out, 'pages'));
    expect([...pages.keys()].toSorted()).toEqual(['about-us/index.html', 'how-we-choose/index.html']);
    expect([...pages.values()].flatMap(({ file, problems }) => problems.map((is) => `${file}: ${is}`))).toEqual([]);
    const placed = [...pages].map(
      ([file, audited]) => [`pages/${file}`, { ...audited, file: `pages/${file}` }] as const,
    );
    expect(brokenLinks(out, new Map(placed), 'https://harbour.example.org/market/')).toEqual([]);
  });

  test('says its title, tagline and icon in the head, for both grounds', () => {
    const html = readFileSync(join(out, 'index.html'), 'utf8');
    expect(html).toContain(`<title>${LONG_TITLE}</title>`);
    expect(html).toContain('content="What the yard lets its agents do."');
    expect(html).toMatch(/<link rel="icon" href="\/market\/assets\/favicon-[0-9a-f]{12}\.svg" type="image\/svg\+xml"/);
    expect(html.match(/<meta name="theme-color"[^>]*content="(#\w+)"/g)).toHaveLength(2);
    expect(readFileSync(join(out, 'sitemap.xml'), 'utf8')).toContain('/market/pages/how-we-choose/');
  });

  test('an extra page shows entries, and its links lead below the sub-path', async () => {
    const { page: shown, context, trouble } = await watchedPage(browser);
    await shown.goto(server.url);
    await shown.locator('.site-menu').getByRole('link', { name: 'How we choose' }).click();
    await shown.waitForURL('**/pages/how-we-choose/');
    expect(await shown.locator('h1, main h2').allInnerTexts()).toEqual(['How we choose', 'Three questions']);
    expect(await shown.locator('.card a').allInnerTexts()).toEqual(['sweep', 'sweep']);
    expect(await shown.getByText('Nothing is listed here now.').count()).toBe(1);
    expect(await shown.locator('main').innerText()).not.toContain('Nothing of this is published');
    const links = await shown
      .locator('main .prose a')
      .evaluateAll((nodes) =>
        nodes.map((node) => `${node.getAttribute('href')} ${node.getAttribute('rel') ?? ''}`.trim()),
      );
    expect(links).toEqual([
      '/market/sources/',
      '/market/pages/about-us/',
      '#doc-three-questions',
      'https://www.example.org/ noopener noreferrer',
    ]);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('without scripts, the menu of a narrow screen opens, leads on, and closes', async () => {
    const { page: shown, context } = await watchedPage(browser, {
      javaScriptEnabled: false,
      viewport: { width: 390, height: 800 },
    });
    await shown.goto(`${server.url}sources/`);
    const menu = shown.locator('.site-menu');
    expect(await menu.isVisible()).toBe(false);
    await shown.keyboard.press('Tab');
    expect(await shown.locator(':focus').innerText()).toBe('Skip to content');
    await shown.getByRole('button', { name: 'Menu' }).press('Enter');
    expect(await menu.getByRole('link').count()).toBe(9);
    expect(await menu.locator('[aria-current]').innerText()).toBe('Sources');
    await shown.keyboard.press('Escape');
    expect(await menu.isVisible()).toBe(false);
    await shown.getByRole('button', { name: 'Menu' }).click();
    await menu.getByRole('button', { name: 'Close' }).click();
    expect(await menu.isVisible()).toBe(false);
    await shown.getByRole('button', { name: 'Menu' }).click();
    await menu.getByRole('link', { name: 'Rules' }).click();
    await shown.waitForURL('**/rules/');
    await context.close();
  });

  test('every page has all of the site at its end, and what the operator adds', async () => {
    const shown = await browser.newPage();
    await shown.goto(`${server.url}rules/`);
    const links = await shown.locator('.colophon a').allInnerTexts();
    expect(links).toEqual(
      expect.arrayContaining([
        'Skills',
        'Statistics',
        'Tombstones',
        'API',
        'JSON index',
        'How we choose',
        'عن السوق',
        'Write to us',
      ]),
    );
    expect(await shown.locator('.colophon').innerText()).toContain('Quay 4, port register 4711.');
    await shown.close();
  });

  test('the theme a reader chose holds for the logo and for the frame of the browser', async () => {
    const shown = await browser.newPage({ colorScheme: 'light' });
    await shown.goto(server.url);
    await shown.getByRole('button', { name: 'Switch to the dark theme' }).click();
    expect(await shown.locator('.brand img.on-dark').isVisible()).toBe(true);
    expect(await shown.locator('.brand img.on-light').isVisible()).toBe(false);
    await shown.reload();
    expect(await shown.locator('.brand img.on-dark').isVisible()).toBe(true);
    const tints = await shown
      .locator('meta[name="theme-color"]')
      .evaluateAll((metas) => metas.map((meta) => (meta as HTMLMetaElement).content));
    expect(new Set(tints)).toEqual(new Set([await ground(shown)]));
    await shown.close();
  });
});

test('the plain colours are those of the stylesheet', () => {
  const css = readFileSync(join(import.meta.dirname, '../../src/site/styles/tokens.css'), 'utf8');
  for (const [role, light] of Object.entries(plainPalettes.light)) {
    const dark = plainPalettes.dark[role as keyof typeof plainPalettes.dark];
    expect(css, role).toContain(`--${role}: light-dark(${colorText(light)}, ${colorText(dark)});`);
  }
});
