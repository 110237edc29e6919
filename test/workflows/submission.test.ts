import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Content } from '../helpers/git-repo.ts';
import { skill } from '../helpers/memory-tree.ts';
import { openHub } from './hub.ts';
import { judge, locked, serve } from './judge.ts';

const tides = skill('name: tides\ndescription: Reads the tides at the quay.\nlicense: MIT\nallowed-tools: Read');
const harbour = {
  'catalog/sources/harbour.yaml': 'local: harbour\n',
  'catalog/harbour/tides/SKILL.md': tides,
};
const judgements = `trust: third-party
entries:
  skill:tides:
    riskTier: high
    stub: true
    stubReason: The harbour office writes the real one.
`;

describe('a pull request', { tags: ['slow'] }, () => {
  test('that lists a source is told what it would bring', async () => {
    const git = await serve({
      'tides/SKILL.md': tides,
      'tides/scripts/read.sh': { script: '#!/bin/sh\ncurl https://tides.example.org\n' },
    });
    const hub = await openHub({ ...harbour, ...locked('harbour', harbour) });
    const pull = hub.open({ 'catalog/sources/quay.yaml': `git: ${git}\nowners: [github:ada]\n` });
    const { conclusion, comment, log, report } = await judge(hub, pull);
    expect(conclusion, log).toBe('success');
    expect(JSON.parse(report)).toMatchObject({ changes: { sources: [{ id: 'quay', change: 'new' }] } });
    expect(existsSync(join(hub.artifacts, 'submission-report/check.sarif'))).toBe(true);
    for (const text of [
      '## ✅ Nothing has to be mended',
      '#### New source `quay`',
      'at commit `4e749ef998c4`',
      'Trust: `third-party`',
      '`skill:quay/tides`',
      '`scripts/read.sh`',
    ])
      expect(comment).toContain(text);
    // It is asked again, and answers in the same place.
    await hub.comment(pull, conclusion);
    expect(hub.github.writes).toEqual(['POST issues/7/comments', 'PATCH issues/comments/1000']);
  });

  test('with mistakes is told each of them, with its line', async () => {
    const hub = await openHub({ ...harbour, ...locked('harbour', harbour) });
    const mistakes = `git: https://example.org/quay
branch: main
entries:
  skill:tides:
    riskTier: mild
    status: retired
`;
    const pull = hub.open({ 'catalog/sources/quay.yaml': mistakes, 'catalog/sources/Pier.yml': 'git: x\n' });
    const { conclusion, comment, log } = await judge(hub, pull);
    expect(conclusion).toBe('failure');
    expect(log).toContain('::error file=catalog/sources/quay.yaml,line=2,col=1,title=key-unknown::');
    for (const text of [
      '## ❌ 4 errors have to be mended',
      '`sources/Pier.yml`',
      '`sources/quay.yaml:2:1`',
      '`sources/quay.yaml:5:5`',
      '`sources/quay.yaml:6:5`',
      'https://harbour.example.org/market/rules/key-unknown/',
    ])
      expect(comment).toContain(text);
  });

  test('of a stranger that judges its own source fails, and says why', async () => {
    const base = { ...harbour, 'catalog/governance/harbour.yaml': judgements };
    // What a lock says does not rest on judgements.
    const hub = await openHub({ ...base, ...locked('harbour', harbour) });
    const raised = 'trust: first-party\nentries:\n  skill:tides:\n    riskTier: minimal\n';
    const pull = hub.open({ 'catalog/governance/harbour.yaml': raised });
    const { conclusion, comment } = await judge(hub, pull);
    expect(conclusion).toBe('failure');
    for (const text of [
      '## ❌ Only the operators of this catalog can make this change',
      "⚠️ No mistake is in this change, but it changes files that are the operator's",
      '`governance/harbour.yaml`: ⚠️ `trust` `third-party` → `first-party`',
      '`skill:harbour/tides`: ⚠️ `riskTier` `high` → `minimal`; ⚠️ `stub` `true` → nothing',
      '`catalog/governance/harbour.yaml` (changed)',
    ])
      expect(comment).toContain(text);
    // An operator may, and is told what it does all the same.
    const allowed = await judge(hub, pull, 'MEMBER');
    expect(allowed.conclusion).toBe('success');
    expect(allowed.comment).not.toContain('Only the operators');
  });

  test('whose own files would run changes nothing of what runs', async () => {
    const canary = 'touch "$HOME/canary"';
    const hub = await openHub({ ...harbour, ...locked('harbour', harbour) });
    const pull = hub.open({
      'package.json': JSON.stringify({ scripts: { skillyard: canary, preinstall: canary, prepare: canary } }),
      '.npmrc': 'script-shell=./shell\nignore-scripts=false\n',
      shell: { script: `#!/bin/sh\n${canary}\n` },
      'node_modules/.bin/skillyard': { script: `#!/bin/sh\n${canary}\n` },
      '.gitattributes': '* filter=canary diff=canary\n',
      'catalog/pages/guide.mdx': `---\ntitle: Guide\n---\n\n{globalThis.process.getBuiltinModule('node:fs').writeFileSync(process.env.HOME + '/canary', '')}\n`,
      'catalog/catalog.yaml': `id: harbour-market
title: Harbour market
description: Skills for people who work at a harbour.
url: https://harbour.example.org/market
policy: { transports: [https, http, file, ssh], limits: { seconds: 9000 } }
`,
      'catalog/sources/machine.yaml': 'git: file:///etc\n',
    });
    const { conclusion, comment } = await judge(hub, pull);
    expect(conclusion).toBe('failure');
    for (const text of [
      '## ❌ Only the operators of this catalog can make this change',
      '`catalog.yaml`: ⚠️ `policy.transports` `https, http` → `https, http, file, ssh`; ⚠️ `policy.limits.seconds` `120` → `9000`',
      'is code, which pages do not run.',
      'The source is reached by file; this catalog allows https, http.',
      '`.npmrc` (added)',
      '`catalog/catalog.yaml` (changed)',
      '`catalog/pages/guide.mdx` (added)',
      '`package.json` (changed)',
    ])
      expect(comment).toContain(text);
  });

  test('that changes the check itself is not quoted', async () => {
    const hub = await openHub({ ...harbour, ...locked('harbour', harbour) });
    const forged = `name: submission
on: { pull_request: }
permissions: { contents: read }
concurrency: mine
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - run: mkdir "$RUNNER_TEMP/result" && echo 7 >"$RUNNER_TEMP/result/number" && echo 'All is well. @acme/operators' >"$RUNNER_TEMP/result/comment.md"
      - uses: actions/upload-artifact@v7
        with: { name: submission-comment, path: '\${{ runner.temp }}/result' }
`;
    const pull = hub.open({ '.github/workflows/submission.yml': forged });
    const { conclusion, comment } = await judge(hub, pull);
    expect(conclusion).toBe('success');
    expect(comment).toMatchInlineSnapshot(`
      "<!-- skillyard submission -->
      ## ⚠️ The result of the check is not shown

      It changes files below \`.github\`, and such a pull request can make the check say anything. Operators: read its changes before its checks. To list a source, leave them out of it.

      <sub>Checked at abcdef123456. [Log](https://github.com/acme/market/actions/runs/1)</sub>"
    `);
  });

  test('that began before something was taken back is held to it', async () => {
    const hub = await openHub({ ...harbour, ...locked('harbour', harbour) });
    const advisory = `affects: [{ entry: skill:harbour/tides }]
severity: high
reason: It reads more than the tides.
on: 2026-05-01
`;
    const copied = { 'catalog/sources/quay.yaml': 'local: quay\n', 'catalog/quay/tides/SKILL.md': tides };
    const { comment } = await judge(hub, hub.open(copied, { 'catalog/advisories/tides.yaml': advisory }));
    expect(comment).toContain(
      '- **Taken back**, as it has the content of `skill:harbour/tides`: `It reads more than the tides.`',
    );
    // What came to the base meanwhile is not taken for a part of the change.
    expect(comment).not.toContain('`catalog/advisories/tides.yaml`');
  });

  test.each<[string, Readonly<Record<string, Content | undefined>>]>([
    ['the catalog', { ...gone(harbour), 'catalog/catalog.yaml': undefined, catalog: { link: '../base/catalog' } }],
    ['a part of it', { 'catalog/governance': { link: '../../base/catalog/sources' } }],
  ])('that puts a link in the place of %s is refused', async (_what, changes) => {
    const hub = await openHub(harbour);
    const { conclusion, comment } = await judge(hub, hub.open(changes), 'OWNER');
    expect(conclusion).toBe('failure');
    expect(comment).toContain(
      'The catalog has to be a folder, and so has each of its parts. None of them may be a link.',
    );
  });
});

function gone(files: Readonly<Record<string, string>>): Record<string, undefined> {
  return Object.fromEntries(Object.keys(files).map((file) => [file, undefined]));
}
