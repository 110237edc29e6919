import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { watchedPage } from '../helpers/browser.ts';
import { scratchFolder } from '../helpers/catalog-folder.ts';
import { makeGitRepo } from '../helpers/git-repo.ts';
import { skill } from '../helpers/memory-tree.ts';
import { checkPullRequest, openHarbour, startSourceHost } from '../helpers/pull-request.ts';
import { showSampleSite } from '../helpers/shown-site.ts';

const shown = showSampleSite();

/** A folder whose name YAML would take apart. */
const odd = `a: b/# c/"d"/'e'`;
const quay = {
  'tides/SKILL.md': skill('name: tides\ndescription: Reads the tides at the quay.\nlicense: MIT'),
  'moor/SKILL.md': skill('name: moor\ndescription: Moors a boat.\nlicense: MIT'),
  'drafts/sink/SKILL.md': skill('name: sink\ndescription: Sinks a boat.\nlicense: MIT'),
  [`${odd}/knot/SKILL.md`]: skill('name: knot\ndescription: Ties a knot.\nlicense: MIT'),
};
const all = ['skill:quay/knot', 'skill:quay/moor', 'skill:quay/sink', 'skill:quay/tides'];

interface Form {
  readonly answers: Readonly<Record<string, string>>;
  readonly entries: readonly string[];
  /** What entries have by the word of the source. */
  readonly tiers?: Readonly<Record<string, string>>;
}

const forms = (commit: string): Readonly<Record<string, Form>> => ({
  'an address alone': { answers: {}, entries: all },
  // A number, if it stood there bare.
  'a branch and a folder': { answers: { ref: '1.10', path: odd }, entries: ['skill:quay/knot'] },
  'a commit': { answers: { ref: commit }, entries: all },
  'a branch called null, and what is left out': {
    answers: { ref: 'null', exclude: 'drafts/**\n*/b/**\n**/# c/**\n& x\n日本/**' },
    entries: ['skill:quay/moor', 'skill:quay/tides'],
  },
  'owners in any words, and risk tiers': {
    answers: {
      owners: `github:harbour\n🦑 "squid": it's # me\n- null\n<script>alert(1)</script>\n@team, {a: b}`,
      tiers: 'skill:tides=limited\n skill:moor  high ',
    },
    entries: all,
    tiers: { 'skill:quay/moor': 'high', 'skill:quay/tides': 'limited' },
  },
});

/** Fills in the form as it comes up, and gives the file as each way out of the page gives it. */
async function submitted(page: Page, answers: Readonly<Record<string, string>>) {
  await page.goto(`${shown.url}submit/`);
  for (const [name, text] of Object.entries(answers)) await page.locator(`#submit-${name}`).fill(text);
  await page.getByRole('button', { name: 'Check the answers' }).click();
  await page.locator('[data-copy="submit-yaml"]').click();
  const link = new URL((await page.locator('#submit-link').getAttribute('href')) ?? '');
  return {
    status: await page.locator('#submit-status').textContent(),
    file: link.searchParams.get('filename') ?? '',
    ways: [
      (await page.locator('#submit-yaml').textContent()) ?? '',
      await page.evaluate(() => navigator.clipboard.readText()),
      link.searchParams.get('value') ?? '',
    ] as const,
  };
}

describe('the file that the submit page makes', { tags: ['slow'] }, () => {
  test(
    'is one that "check --base" accepts, whatever was answered',
    { timeout: 240_000 },
    async ({ onTestFinished }) => {
      const [host, repo] = [await startSourceHost(), makeGitRepo()];
      onTestFinished(async () => {
        repo.remove();
        await host.close();
      });
      const commit = repo.commit(quay);
      for (const branch of ['1.10', 'null']) repo.git(['branch', branch]);
      const address = host.url + repo.folder.slice(repo.folder.lastIndexOf('/'));
      const permissions = ['clipboard-read', 'clipboard-write'];
      const { page, context, trouble } = await watchedPage(shown.browser, { permissions });
      const [base, cache] = [await openHarbour(), scratchFolder()];
      for (const [name, { answers, entries, tiers = {} }] of Object.entries(forms(commit))) {
        const { status, file, ways } = await submitted(page, { address, id: 'quay', ...answers });
        expect([name, status]).toEqual([name, 'The file is ready below.']);
        expect([name, file, new Set(ways).size]).toEqual([name, 'catalog/sources/quay.yaml', 1]);
        const checked = await checkPullRequest(base, { [file]: ways[0] }, cache);
        expect([name, checked.code, checked.stderr]).toEqual([name, 0, '']);
        const { changes } = JSON.parse(checked.json) as { changes: { sources: unknown[]; files: unknown[] } };
        expect([name, changes.sources]).toMatchObject([
          name,
          [{ id: 'quay', change: 'new', commit, state: 'published', entries: entries.map((id) => ({ id })) }],
        ]);
        expect(changes.files).toMatchObject([{ path: file, owner: 'contributor' }]);
        for (const [id, value] of Object.entries(tiers))
          expect(changes.sources).toMatchObject([
            {
              entries: expect.arrayContaining([expect.objectContaining({ id, riskTier: { value, origin: 'source' } })]),
            },
          ]);
        expect(checked.markdown.split('\n')[0]).toBe('## ✅ Nothing has to be mended');
      }
      expect(trouble).toEqual([]);
      await context.close();
    },
  );
});
