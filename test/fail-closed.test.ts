import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assemble, build } from '../src/build.ts';
import { AdvisoryList } from '../src/domain/withdrawal.ts';
import { emitIndex } from '../src/emit/emit-index.ts';
import { sync } from '../src/sync.ts';
import { catalogFolder, catalogYaml, scratchFolder } from './helpers/catalog-folder.ts';
import { makeGitRepo } from './helpers/git-repo.ts';
import { skillText } from './helpers/quay.ts';

/** Two sources with one skill in common, of which the one of `evil` is taken back. */
async function market() {
  const [evil, good] = [makeGitRepo(), makeGitRepo()];
  const moor = { 'skills/moor/SKILL.md': skillText('moor', 'Ties ships up') };
  evil.commit({ ...moor, 'skills/sail/SKILL.md': skillText('sail', 'Sets sails') });
  good.commit(moor);
  const catalogDir = catalogFolder({
    'catalog.yaml': `${catalogYaml}policy: { transports: [file] }\n`,
    'sources/evil.yaml': `git: file://${evil.folder}\n`,
    'sources/good.yaml': `git: file://${good.folder}\n`,
    'governance/evil.yaml': 'trust: third-party\n',
    'advisories/a1.yaml':
      'severity: critical\nreason: It uploads logs.\non: 2026-11-20\naffects: [{ entry: skill:evil/moor }]\n',
  });
  const cacheDir = scratchFolder();
  const quietly = { catalogDir, cacheDir, onStep: () => undefined };
  await sync({ ...quietly, only: [], now: '2026-11-01T00:00:00Z' });
  return {
    catalogDir,
    evil,
    forget: () => rmSync(cacheDir, { recursive: true, force: true }),
    write: (file: string, text: string) => writeFileSync(join(catalogDir, file), text),
    remove: (file: string) => rmSync(join(catalogDir, file)),
    /** What is offered, and which coordinates the advisory reaches. */
    look: async () => {
      const { catalog } = await assemble(quietly);
      if (!catalog) throw new Error('There is no catalog.');
      const files = emitIndex(catalog, 'https://harbour.example.org');
      const { advisories } = AdvisoryList.parse(JSON.parse(String(files.get('api/v1/advisories.json'))));
      const reached = advisories.flatMap(({ affected }) => affected.map(({ entry }) => entry));
      const former = catalog.former.map(({ id, state }) => `${id} ${state}`);
      return { offered: offered(files), reached, former };
    },
    publish: async (frozen = false) =>
      (await build({ ...quietly, frozen, outDir: join(scratchFolder(), 'dist') })).refused,
  };
}

function offered(files: ReadonlyMap<string, string>): string[] {
  const list = JSON.parse(String(files.get('api/v1/entries.json'))) as { entries: { id: string }[] };
  return list.entries.map(({ id }) => id);
}

const both = ['skill:evil/moor', 'skill:good/moor'];

describe('a withdrawal holds', { tags: ['slow'] }, () => {
  test('while its source is there', async () => {
    const { look } = await market();
    expect(await look()).toEqual({ offered: ['skill:evil/sail'], reached: both, former: [] });
  });

  test.each([
    ['its source is taken out', 'sources/evil.yaml', undefined, 'removed'],
    ['its source is no YAML', 'sources/evil.yaml', 'git: [', 'unavailable'],
    [
      'its source has an address that is not allowed',
      'sources/evil.yaml',
      'git: https://example.org/evil\n',
      'unavailable',
    ],
    ['what the operator says of its source is no YAML', 'governance/evil.yaml', 'trust: [verified\n', 'unavailable'],
  ])('when %s', async (_what, file, text, state) => {
    const { look, write, remove, publish } = await market();
    if (text === undefined) remove(file);
    else write(file, text);
    expect(await look()).toEqual({
      offered: [],
      reached: both,
      former: [`skill:evil/moor ${state}`, `skill:evil/sail ${state}`],
    });
    expect(await publish(true)).toEqual(
      state === 'removed' ? [] : ['What is said of the source "evil" cannot be understood.'],
    );
  });

  test('when its source is listed at another place', async () => {
    const { look, write } = await market();
    write('sources/evil.yaml', `git: file://${scratchFolder()}\n`);
    const { reached, former } = await look();
    expect(reached).toEqual(both);
    expect(former).toEqual(['skill:evil/moor unavailable', 'skill:evil/sail unavailable']);
  });

  test('when the publisher takes the whole repository away, in a frozen build too', async () => {
    const { look, publish, evil, forget } = await market();
    evil.remove();
    forget();
    expect((await look()).reached).toEqual(both);
    expect(await publish(true)).toEqual([]);
  });

  test('or nothing is published: the ledger is gone, or torn by a merge', async () => {
    for (const text of [undefined, '<<<<<<< HEAD\n']) {
      const { publish, write, remove } = await market();
      if (text === undefined) remove('lock/evil.json');
      else write('lock/evil.json', text);
      expect(await publish()).toEqual([
        'advisories/a1.yaml: "skill:evil/moor" was never listed here, so nothing is withdrawn by this name. A withdrawal that meets nothing is a mistake.',
      ]);
    }
  });
});
