import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { watchedPage } from '../helpers/browser.ts';
import { showSampleSite } from '../helpers/shown-site.ts';

const shown = showSampleSite();

/** What a reader sees, in one line. */
async function oneLine(part: Locator): Promise<string> {
  return (await part.innerText()).replaceAll(/\s+/g, ' ').trim();
}

describe('the ways to get an entry', { tags: ['slow'] }, () => {
  test('has one set of tabs, which keys move in, and copies what stands in the chosen one', async () => {
    const { page, context } = await watchedPage(shown.browser, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto(`${shown.url}plugins/harbour/dock-kit/`);
    const tabs = page.getByRole('tab');
    expect(await tabs.allInnerTexts()).toEqual(['Claude Code', 'Codex', 'Copilot', 'skillyard', 'git', 'Download']);
    await page.getByRole('tab', { name: 'Claude Code' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Codex');
    expect(await page.getByRole('tabpanel').allInnerTexts()).toEqual([expect.stringContaining('codex plugin add')]);
    // One stop for the tab key, whatever is chosen.
    expect(await page.locator('[role="tab"][tabindex="0"]').allInnerTexts()).toEqual(['Codex']);
    await page.keyboard.press('End');
    expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('Download');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('Claude Code');

    await page.getByRole('tab', { name: 'git' }).click();
    await page.locator('#way-git .copy').click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatchInlineSnapshot(`
      "git clone --filter=blob:none --no-checkout -- https://github.com/harbour/skills dock-kit
      git -C dock-kit --literal-pathspecs checkout 3f786850e387550fdab836ed7e6dc881de23001b -- ."
    `);
    await page.getByRole('tab', { name: 'Download' }).click();
    await page.locator('.archives .copy').click();
    await page.locator('.archives').getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('5'.repeat(64));
    await context.close();
  });

  test('remembers the chosen way where another entry has it, and shows the first where it has not', async () => {
    const { page, context } = await watchedPage(shown.browser);
    const chosen = page.getByRole('tab', { selected: true });
    await page.goto(`${shown.url}plugins/harbour/dock-kit/`);
    await page.getByRole('tab', { name: 'git' }).click();
    await page.goto(`${shown.url}skills/harbour/read-a-pdf/`);
    expect(await chosen.innerText()).toBe('git');
    await page.goto(`${shown.url}plugins/harbour/dock-kit/`);
    await page.getByRole('tab', { name: 'Download' }).click();
    await page.goto(`${shown.url}skills/harbour/read-a-pdf/`);
    expect(await chosen.innerText()).toBe('Claude Code');
    await context.close();
  });

  test('stands without scripts, and where nothing can be stored', async () => {
    const still = await watchedPage(shown.browser, { javaScriptEnabled: false });
    await still.page.goto(`${shown.url}plugins/harbour/dock-kit/`);
    expect(await still.page.locator('.way h3:visible').allInnerTexts()).toEqual([
      'Claude Code',
      'Codex',
      'GitHub Copilot, with the skillyard client',
      'Any harness, with the skillyard client',
      'With git alone',
      'As a download',
    ]);
    expect(await still.page.locator('[role="tablist"]').isVisible()).toBe(false);
    await still.context.close();

    const { page, context, trouble } = await watchedPage(shown.browser);
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    });
    await page.goto(`${shown.url}plugins/harbour/dock-kit/`);
    await page.getByRole('tab', { name: 'Codex' }).click();
    expect(await page.locator('#take-codex').isVisible()).toBe(true);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test('gives for each harness where git and a shell put the pinned files', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}skills/field-notes/old-checklist/`);
    expect(await page.locator('#way-git .step').allTextContents()).toEqual([
      'For Claude Code',
      'For Codex, Cursor, Gemini CLI, GitHub Copilot and OpenCode',
    ]);
    expect(await page.locator('#way-git pre').last().textContent()).toBe(
      'mkdir -p .agents/skills && cp -r catalog/starter/field-notes/skills/old-checklist .agents/skills/',
    );
    await context.close();
  });

  test('says in one line who takes it and who does not', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}hooks/harbour/watchman/`);
    expect(await oneLine(page.locator('.fits'))).toMatchInlineSnapshot(
      `"Taken by Claude Code and Codex. Not by Cursor and GitHub Copilot, which want it written in another way, nor by Gemini CLI and OpenCode, which have no place for hooks. Where each looks"`,
    );
    await context.close();
  });

  test('says for each harness whether it takes the entry, where it goes and how that is known', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}hooks/harbour/watchman/`);
    const rows = page.locator('#works-with li');
    const words = (await rows.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
    expect(words).toMatchInlineSnapshot(`
      [
        "Claude Code : yes. from the documentation of Claude Code",
        "Codex : yes. It runs none of them until a person has reviewed them. seen with Codex CLI 0.169.0",
        "Cursor : no. reads other formats: Cursor hooks (JSON)",
        "Gemini CLI : no. takes no hooks of a format that is known here",
        "GitHub Copilot : no. reads other formats: Copilot hooks (JSON)",
        "OpenCode : no. takes no hooks of a format that is known here",
      ]
    `);
    expect(
      (await page.locator('#works-with .fit').nth(1).locator('dd').allTextContents()).map((t) => t.trim()),
    ).toEqual(['.codex/hooks.json', '~/.codex/hooks.json', 'hooks/hooks.json']);
    await context.close();
  });

  test('says where an entry lies that no command fetches', async () => {
    const { page, context } = await watchedPage(shown.browser);
    const said = page.locator('#way-git > p');
    await page.goto(`${shown.url}hooks/field-notes/gone/`);
    expect(await oneLine(said)).toBe(
      'It is kept in the repository of this catalog. In a checkout of that repository it lies at ' +
        'catalog/starter/field-notes/hooks/hooks.json.',
    );
    await page.goto(`${shown.url}skills/drifters/hostile/`);
    expect(await Promise.all((await said.all()).map(oneLine))).toMatchInlineSnapshot(`
      [
        "No command is given, because its path has a form that none can be made of. Its address: https://git.example.net/drifters/skills",
        "Git can clone it by hand. The commit that was read is 3f786850e387. There it lies at skills/hos\\u{202e}tile.",
      ]
    `);
    await context.close();
  });

  test('gives the commands of the harnesses that find it on a surface, its archives, and itself as Markdown', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}plugins/harbour/dock-kit/`);
    expect(await page.locator('#take-client, #take-claude, #take-codex').allTextContents()).toMatchInlineSnapshot(`
      [
        "claude plugin marketplace add https://yard.example.org/claude/marketplace.json
      claude plugin install dock-kit@sample-yard",
        "codex plugin marketplace add https://yard.example.org/catalog.git
      codex plugin add dock.kit@sample-yard",
        "npx skillyard install plugin:harbour/dock-kit --registry https://yard.example.org/",
      ]
    `);
    expect(await oneLine(page.locator('.archives li'))).toMatchInlineSnapshot(
      `"dock-kit-0123456789ab.zip zip, 20 kB, SHA-256 555555555555Copy SHA-256 of the zip"`,
    );
    expect(await page.locator('.archives a').getAttribute('href')).toBe('/dl/dock-kit-0123456789ab.zip');
    const twin = page.locator('link[type="text/markdown"]');
    expect(await twin.getAttribute('href')).toBe('/plugins/harbour/dock-kit/index.md');
    await page.goto(`${shown.url}hooks/field-notes/gone/`);
    expect(await twin.count()).toBe(0);
    await context.close();
  });

  test('says which folder serves several harnesses at once', async () => {
    const { page, context } = await watchedPage(shown.browser);
    await page.goto(`${shown.url}skills/harbour/read-a-pdf/`);
    expect(await oneLine(page.locator('.fit-shared'))).toMatchInlineSnapshot(
      `".agents/skills/ is read by Codex, Cursor, Gemini CLI, GitHub Copilot and OpenCode: one copy in a project serves them all."`,
    );
    await context.close();
  });
});
