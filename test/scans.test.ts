import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { assemble } from '../src/build.ts';
import { FullEntry } from '../src/domain/index-v1.ts';
import { recordPath } from '../src/domain/paths.ts';
import { emitIndex } from '../src/emit/emit-index.ts';
import { sync } from '../src/sync.ts';
import { catalogFolder, catalogYaml, scratchFolder } from './helpers/catalog-folder.ts';
import { makeGitRepo } from './helpers/git-repo.ts';
import { messages } from './helpers/message.ts';

const log = (results: object[], more: object = {}): string =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'lighthouse', version: '1.4.0' } },
        invocations: [{ executionSuccessful: true, endTimeUtc: '2026-02-28T10:00:00Z' }],
        results,
        ...more,
      },
    ],
  });
const result = (uri: string, text: string): object => ({
  ruleId: 'L7',
  level: 'error',
  message: { text },
  locations: [{ physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine: 5 } } }],
});

test('what a scanner has said of the locked commit stands in the record, and nothing else of it', async () => {
  const repo = makeGitRepo();
  onTestFinished(() => repo.remove());
  const moor = '---\nname: moor\ndescription: Ties ships up.\nmetadata: { risk-tier: minimal }\n---\n';
  const old = repo.commit({ 'skills/moor/SKILL.md': `${moor}Take one line.\n` });
  const locked = repo.commit({ 'skills/moor/SKILL.md': `${moor}Take two lines.\n` });
  const catalogDir = catalogFolder({
    'catalog.yaml': `${catalogYaml}policy: { transports: [https, file] }\n`,
    'sources/quay.yaml': `git: file://${repo.folder}\nref: main\n`,
  });
  const cacheDir = scratchFolder();
  await sync({ catalogDir, cacheDir, only: [], now: '2026-03-01T00:00:00Z', onStep: () => undefined });
  mkdirSync(join(catalogDir, 'scans/quay'), { recursive: true });
  const put = (file: string, text: string): void => writeFileSync(join(catalogDir, 'scans', file), text);
  put(
    `quay/lighthouse-${locked}.sarif`,
    log([result('skills/moor/SKILL.md', 'Takes \u202Etwo lines.'), result('README.md', 'Old.')]),
  );
  put(`quay/lighthouse-${old}.sarif.json`, log([result('skills/moor/SKILL.md', 'Takes one line.')]));
  put('broken.sarif', '{');

  const { catalog } = await assemble({ catalogDir, cacheDir, onStep: () => undefined });
  if (!catalog) throw new Error('There is no catalog.');
  const [entry] = catalog.entries;
  if (!entry) throw new Error('There is no entry.');
  const text = [...emitIndex(catalog, catalog.file.url)].find(([path]) =>
    path.endsWith(recordPath({ kind: entry.kind, source: 'quay', name: entry.name })),
  )?.[1];
  const { scans } = FullEntry.parse(JSON.parse(text ?? ''));
  expect(scans).toMatchInlineSnapshot(`
    [
      {
        "date": "2026-02-28T10:00:00Z",
        "findings": [
          {
            "file": "skills/moor/SKILL.md",
            "level": "error",
            "line": 5,
            "message": "Takes \\u{202e}two lines.",
            "rule": "L7",
          },
        ],
        "tool": "lighthouse",
        "version": "1.4.0",
      },
    ]
  `);
  const said = messages(catalog.diagnostics.filter(({ rule }) => rule.startsWith('scan-')));
  expect(
    said
      .replaceAll(locked, '<locked>')
      .replaceAll(old, '<old>')
      .replaceAll(/ \| .*/g, ''),
  ).toMatchInlineSnapshot(`
    "error scan-invalid scans/broken.sarif:1:2 It is not JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2).
    info scan-unmatched scans/quay/lighthouse-<old>.sarif.json 1 of 1 results of lighthouse are not shown: 1 about other content than what is locked.
    info scan-unmatched scans/quay/lighthouse-<locked>.sarif 1 of 2 results of lighthouse are not shown: 1 in files that belong to no listed entry."
  `);
});
