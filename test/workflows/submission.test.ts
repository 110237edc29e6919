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
    expect(comment).toMatchInlineSnapshot(`
      "<!-- skillyard submission -->
      ## ✅ Nothing has to be mended

      In the whole catalog: 0 errors, 0 warnings, 5 notices. Compared with \`3c635b02f98e\`, under the policy that holds there.

      ### What would be listed

      #### New source \`quay\`

      - From \`127.0.0.1/harbour\` at commit \`4e749ef998c4\`. It is published once the next sync has locked it.
      - Trust: \`third-party\`, which every source has until the operator says more.
      - New: 1 skill.

      | Entry | Change | Risk tier | Licence | Can | To look at |
      |---|---|---|---|---|---|
      | \`skill:quay/tides\` | new | minimal | \`MIT\` | 1 tool, 1 script |  |

      <details><summary><code>skill:quay/tides</code>: new</summary>

      - Says of itself: \`Reads the tides at the quay.\`
      - Risk tier \`minimal\`: nobody has said anything
      - Can use the tools: \`Read\`
      - Can run the scripts: \`scripts/read.sh\`

      </details>

      <sub>Checked at c8bb8f173589. [Log](https://github.com/acme/market/actions/runs/1)</sub>"
    `);
    // It is asked again, and answers in the same place.
    await judge(hub, pull);
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
    expect(comment).toMatchInlineSnapshot(`
      "<!-- skillyard submission -->
      ## ❌ 4 errors have to be mended

      In the whole catalog: 4 errors, 1 warning, 2 notices. Compared with \`3c635b02f98e\`, under the policy that holds there.

      ### What is wrong

      - \`sources/Pier.yml\`: \`Files in sources/ end in .yaml.\`
        <br>Move it to where it is read, or delete it. Files people write end in .yaml, locks in .json. ([\`catalog-file-unexpected\`](<https://harbour.example.org/market/rules/catalog-file-unexpected/>))

      - \`sources/quay.yaml:2:1\`: \`"branch" has no meaning in this file.\`
        <br>\`Known here: git, local, ref, commit, versions, path, include, exclude, owners, entries.\` ([\`key-unknown\`](<https://harbour.example.org/market/rules/key-unknown/>))

      - \`sources/quay.yaml:5:5\`: \`"entries.skill:tides.riskTier" cannot be "mild".\`
        <br>\`Known here: minimal, limited, high.\` ([\`value-invalid\`](<https://harbour.example.org/market/rules/value-invalid/>))

      - \`sources/quay.yaml:6:5\`: \`"entries.skill:tides.status" cannot be "retired".\`
        <br>\`Known here: draft, active, deprecated, deleted.\` ([\`value-invalid\`](<https://harbour.example.org/market/rules/value-invalid/>))

      ### What would be listed

      #### New source \`quay\`

      - From \`example.org/quay\`.
      - **Nothing of it could be read.**

      ### What a reviewer looks at

      - **Changes files that are the operator's** ([\`operator-file-changed\`](<https://harbour.example.org/market/rules/operator-file-changed/>)): \`catalog/sources/Pier.yml\` (added)

      This check reads and compares; it has run nothing of what it read, and it decides nothing.

      <sub>Checked at a5d67abc82ed. [Log](https://github.com/acme/market/actions/runs/1)</sub>"
    `);
  });

  test('of a stranger that judges its own source fails, and says why', async () => {
    const base = { ...harbour, 'catalog/governance/harbour.yaml': judgements };
    const hub = await openHub({ ...base, ...locked('harbour', base) });
    const raised = 'trust: first-party\nentries:\n  skill:tides:\n    riskTier: minimal\n';
    const pull = hub.open({ 'catalog/governance/harbour.yaml': raised });
    const { conclusion, comment } = await judge(hub, pull);
    expect(conclusion).toBe('failure');
    expect(comment).toMatchInlineSnapshot(`
      "<!-- skillyard submission -->
      **Only the operators of this catalog can make this change.** It comes from a fork, and touches files that
      judge, lock or show. Take them out of it, or say in an issue what you would decide otherwise.

      ## ⚠️ Nothing has to be mended, but this changes files that are the operator's

      In the whole catalog: 0 errors, 1 warning, 0 notices. Compared with \`8693c69e25d9\`, under the policy that holds there.

      ### What would be listed

      #### Changed source \`harbour\`

      - From \`local:harbour\`.
      - Trust: \`first-party\`, as \`governance/harbour.yaml\` says, **which this change edits**.
      - No entry is new or changed.

      ### What a reviewer looks at

      - **Changes files that are the operator's** ([\`operator-file-changed\`](<https://harbour.example.org/market/rules/operator-file-changed/>)): \`catalog/governance/harbour.yaml\` (changed)

      This check reads and compares; it has run nothing of what it read, and it decides nothing.

      <sub>Checked at 9719879647a4. [Log](https://github.com/acme/market/actions/runs/1)</sub>"
    `);
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
    expect(comment).toMatchInlineSnapshot(`
      "<!-- skillyard submission -->
      **Only the operators of this catalog can make this change.** It comes from a fork, and touches files that
      judge, lock or show. Take them out of it, or say in an issue what you would decide otherwise.

      ## ❌ 2 errors have to be mended

      In the whole catalog: 2 errors, 5 warnings, 1 notice. Compared with \`3c635b02f98e\`, under the policy that holds there.

      ### What is wrong

      - \`pages/guide.mdx:5:1\`: \`"{globalThis.process.getBuiltinModule('node:fs').writeFileSync}" is code, which pages do not run.\`
        <br>Write it in Markdown, or with \\<EntryCard\\> and \\<EntryList\\>. ([\`site-page-code\`](<https://harbour.example.org/market/rules/site-page-code/>))

      - \`sources/machine.yaml:1:1\`: \`The source is reached by file; this catalog allows https, http.\`
        <br>Use https, or ask the operator to add the transport to policy.transports in catalog.yaml. ([\`source-transport-refused\`](<https://harbour.example.org/market/rules/source-transport-refused/>))

      ### What would be listed

      #### New source \`machine\`

      - From \`/etc\`.
      - **Nothing of it could be read.**

      ### What a reviewer looks at

      - **Changes files that are the operator's** ([\`operator-file-changed\`](<https://harbour.example.org/market/rules/operator-file-changed/>)): \`.gitattributes\` (added), \`.npmrc\` (added), \`catalog/catalog.yaml\` (changed), \`catalog/pages/guide.mdx\` (added), \`package.json\` (changed)
      - Changes files that have nothing to do with the catalog: \`node_modules/.bin/skillyard\` (added), \`shell\` (added)

      This check reads and compares; it has run nothing of what it read, and it decides nothing.

      <sub>Checked at 875fc6931487. [Log](https://github.com/acme/market/actions/runs/1)</sub>"
    `);
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
      **The result of the check is not shown.** It changes files below \`.github\`, and such a pull request can make the check say anything. Read its changes before its checks.

      <sub>Checked at 013dcd756f67. [Log](https://github.com/acme/market/actions/runs/1)</sub>"
    `);
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
