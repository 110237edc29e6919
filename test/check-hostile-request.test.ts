import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogFolder, catalogYaml, scratchFolder } from './helpers/catalog-folder.ts';
import { skill } from './helpers/memory-tree.ts';
import { checkPullRequest, openHarbour, type SourceHost, startSourceHost, steady } from './helpers/pull-request.ts';

let host: SourceHost;
beforeAll(async () => {
  host = await startSourceHost();
});
afterAll(() => host.close());

describe('a hostile pull request', { tags: ['slow'] }, () => {
  test('that changes the policy for itself gains nothing, and says what it touches', async () => {
    const pwned = join(scratchFolder(), 'pwned');
    const secret = host.serve({ 'skills/secret/SKILL.md': skill('name: secret\ndescription: Not for everybody.') });
    const catalog = await openHarbour();
    const { code, markdown, json } = await checkPullRequest(catalog, {
      'catalog/catalog.yaml': `${catalogYaml}policy:\n  transports: [http, file, ssh]\n  severities: { operator-file-changed: off, source-transport-refused: off }\n`,
      'catalog/sources/mine.yaml': `git: file://${secret.folder}\n`,
      'catalog/sources/shell.yaml': `git: ssh://git@127.0.0.1/quay\n`,
      'catalog/sources/option.yaml': `git: "ext::sh -c 'touch ${pwned}'"\n`,
      'catalog/governance/mine.yaml':
        'trust: first-party\nexceptions:\n  - { rule: finding-remote-code, reason: Mine., owner: Mallory, until: 2030-01-01 }\n',
      'catalog/lock/mine.json': '{"formatVersion":"1.0"}',
      'catalog/pages/hello.mdx': `---\ntitle: Hello\n---\n\nimport { writeFileSync } from 'node:fs';\n\n{writeFileSync(${JSON.stringify(pwned)}, '')}\n`,
      '.github/workflows/submission.yml': 'on: pull_request_target\n',
      '.gitattributes': '* filter=pwned diff=pwned\n',
      '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ext::sh -c "touch ${pwned}"\n`,
      'package.json': `{ "scripts": { "prepare": "touch ${pwned}" } }`,
      'notes.txt': 'Hello.\n',
    });
    expect(existsSync(pwned)).toBe(false);
    expect(code).toBe(1);
    expect(json).not.toContain('Not for everybody');
    expect(steady(markdown).replaceAll(pwned, '/pwned').replaceAll(secret.folder, '/secret')).toMatchInlineSnapshot(`
      "## ❌ 6 errors have to be mended

      Each stands below: where it is, what is the matter, and what to do. Push to the same branch, and it is looked at again.

      ### What is wrong

      - \`lock/mine.json\`: \`It is not a lock: ✖ Invalid input: expected string, received undefined → at place ✖ Invalid input: expected string, received undefined → at selection ✖ Invalid input: expected number, received undefined → at reader ✖ Invalid input: expected string, received undefined → at date ✖ Invalid input: expected record, received undefined → at entries.\`
        <br>→ Restore the file from git; only "skillyard sync" writes it. ([\`lock-invalid\`](<https://harbour.example.org/market/rules/lock-invalid/>))

      - \`pages/hello.mdx:5:1\`: \`"import { writeFileSync } from 'node:fs';" is code; components are there without an import.\`
        <br>→ Write it in Markdown, or with \\<EntryCard\\> and \\<EntryList\\>. ([\`site-page-code\`](<https://harbour.example.org/market/rules/site-page-code/>))

      - \`pages/hello.mdx:7:1\`: \`"{writeFileSync("/pwned", '')}" is code, which pages do not run.\`
        <br>→ Write it in Markdown, or with \\<EntryCard\\> and \\<EntryList\\>. ([\`site-page-code\`](<https://harbour.example.org/market/rules/site-page-code/>))

      - \`sources/mine.yaml:1:1\`: \`The source is reached by file; this catalog allows http.\`
        <br>→ Use https, or ask the operator to add the transport to policy.transports in catalog.yaml. ([\`source-transport-refused\`](<https://harbour.example.org/market/rules/source-transport-refused/>))

      - \`sources/option.yaml:1:1\`: \`The address has none of the forms that are taken.\`
        <br>→ \`Write it as https://host/owner/repository, without user name, password, query or fragment.\` ([\`source-address-invalid\`](<https://harbour.example.org/market/rules/source-address-invalid/>))

      - \`sources/shell.yaml:1:1\`: \`The source is reached by ssh; this catalog allows http.\`
        <br>→ Use https, or ask the operator to add the transport to policy.transports in catalog.yaml. ([\`source-transport-refused\`](<https://harbour.example.org/market/rules/source-transport-refused/>))

      ### What the operator would say otherwise

      - \`catalog.yaml\`: ⚠️ \`policy.transports\` \`http\` → \`http, file, ssh\`; ⚠️ \`policy.severities.operator-file-changed\` nothing → \`off\`; ⚠️ \`policy.severities.source-transport-refused\` nothing → \`off\`
      - \`governance/mine.yaml\`: ⚠️ \`trust\` \`third-party\` → \`first-party\`; ⚠️ \`exception finding-remote-code\` nothing → \`until 2030-01-01, Mallory: Mine.\`

      ⚠️ marks what lets more in, or warns readers of less, than before.

      ### What would be listed

      #### New source \`mine\`

      - From \`/secret\`.
      - Trust: \`first-party\`, as \`governance/mine.yaml\` says, **which this change edits**.
      - **Nothing of it was read.** Why stands with \`sources/mine.yaml\`.

      #### New source \`option\`

      - **Nothing of it was read.** Why stands with \`sources/option.yaml\`.

      #### New source \`shell\`

      - From \`127.0.0.1/quay\`.
      - **Nothing of it was read.** Why stands with \`sources/shell.yaml\`.

      ### What a reviewer looks at

      - **Changes files that are the operator's** ([\`operator-file-changed\`](<https://harbour.example.org/market/rules/operator-file-changed/>)): \`.gitattributes\` (added), \`.github/workflows/submission.yml\` (added), \`.gitmodules\` (added), \`catalog/catalog.yaml\` (changed), \`catalog/governance/mine.yaml\` (added), \`catalog/pages/hello.mdx\` (added), \`package.json\` (added)
      - Changes locks, which \`skillyard sync\` writes: \`catalog/lock/mine.json\` (added)
      - Changes files that have nothing to do with the catalog: \`notes.txt\` (added)

      <sub>This check reads and compares; it has run nothing of what it read, and it decides nothing. Compared with <code>abcdef123456</code>, under the policy of the base. In the whole catalog: 6 errors, 9 warnings, 0 notices.</sub>
      "
    `);
  });

  test('whose source is full of tricks gets it read and nothing of it run', async () => {
    const pwned = join(scratchFolder(), 'pwned');
    const trap = `#!/bin/sh\ntouch ${pwned}\n`;
    const quay = host.serve({
      'skills/fine/SKILL.md': skill('name: fine\ndescription: Fine.\nlicense: MIT'),
      'skills/passwd/SKILL.md': { link: '/etc/passwd' },
      'skills/up/SKILL.md': { link: '../../../../etc/passwd' },
      'skills/code/SKILL.md': `---js\nrequire("node:fs").writeFileSync(${JSON.stringify(pwned)}, "")\n---\n`,
      '.gitattributes': '* filter=pwned diff=pwned merge=pwned\n',
      '.gitmodules': `[submodule "vendor"]\n\tpath = vendor\n\turl = ext::sh -c "touch ${pwned}"\n`,
      vendor: { submodule: '1'.repeat(40) },
      '.githooks/post-checkout': { script: trap },
      'hooks/post-checkout': { script: trap },
      'package.json': `{ "scripts": { "preinstall": "touch ${pwned}" } }`,
    });
    const { code, markdown, json } = await checkPullRequest(await openHarbour(), {
      'catalog/sources/quay.yaml': `git: ${quay.url}\n`,
    });
    expect(existsSync(pwned)).toBe(false);
    expect(json).not.toContain('root:');
    expect(code).toBe(1);
    expect(steady(markdown).replaceAll(pwned, '/pwned')).toMatchInlineSnapshot(`
      "## ❌ 3 errors have to be mended

      Each stands below: where it is, what is the matter, and what to do. Push to the same branch, and it is looked at again.

      ### What is wrong

      - \`quay: skills/code/SKILL.md:1:1\`: \`The first line asks to read the front matter as "js"; it was not looked at.\`
        <br>→ Write YAML, and nothing behind the three dashes of the first line. ([\`front-matter-language\`](<https://harbour.example.org/market/rules/front-matter-language/>))

      - \`quay: skills/passwd/SKILL.md\`: \`The link skills/passwd/SKILL.md leads out of the repository.\`
        <br>→ Replace the link by the file it should bring in. ([\`link-escapes\`](<https://harbour.example.org/market/rules/link-escapes/>))

      - \`quay: skills/up/SKILL.md\`: \`The link skills/up/SKILL.md leads out of the repository.\`
        <br>→ Replace the link by the file it should bring in. ([\`link-escapes\`](<https://harbour.example.org/market/rules/link-escapes/>))

      ### What would be listed

      #### New source \`quay\`

      - From \`127.0.0.1/quay\` at commit \`abcdef123456\`. It is published once the next sync has locked it.
      - Trust: \`third-party\`, which every source has until the operator says more.
      - New: 1 skill.

      <details><summary>For the owners of the source: how it gets the mark <b>Verified source</b></summary>

      Put this into the source, as \`skillyard.json\` at the root of its repository. The next sync finds it; nothing has to be changed here, and nothing is published later for want of it.

      \`\`\`json
      {
        "repository": "http://127.0.0.1/quay",
        "catalogs": [
          "https://harbour.example.org/market"
        ]
      }
      \`\`\`

      </details>

      | Entry | Change | Risk tier | Licence | Can | To look at |
      |---|---|---|---|---|---|
      | \`skill:quay/fine\` | new | minimal | \`MIT\` | – |  |

      <details><summary><code>skill:quay/fine</code>: new</summary>

      - Says of itself: \`Fine.\`
      - Risk tier \`minimal\`: nobody has said anything

      </details>

      Held back, and not listed:

      - Skill at \`skills/code\`: \`front-matter-language\`: \`The first line asks to read the front matter as "js"; it was not looked at.\`

      <sub>This check reads and compares; it has run nothing of what it read, and it decides nothing. Compared with <code>abcdef123456</code>, under the policy of the base. In the whole catalog: 3 errors, 1 warning, 3 notices.</sub>
      "
    `);
  });

  test('that adds more sources than one check reads has the others named', async () => {
    const files = Array.from({ length: 22 }, (_, n) => [
      `catalog/sources/quay-${String(n).padStart(2, '0')}.yaml`,
      `git: ${host.url}/nothing-${n}\n`,
    ]);
    const { code, json, markdown } = await checkPullRequest(
      await openHarbour(),
      Object.fromEntries(files) as Record<string, string>,
    );
    // Whoever named a place that is not there reads what to try.
    expect(
      markdown.match(/There is no repository at .*\n {2}<br>→ `Check the address: was it renamed, deleted/g),
    ).toHaveLength(20);
    const { diagnostics } = JSON.parse(json) as { diagnostics: { rule: string; severity: string; source?: string }[] };
    expect(code).toBe(1);
    expect(diagnostics.filter(({ rule }) => rule === 'source-unreachable')).toHaveLength(20);
    expect(
      diagnostics.flatMap(({ rule, severity, source }) =>
        rule === 'source-pending' && severity === 'warning' ? [source] : [],
      ),
    ).toEqual(['quay-20', 'quay-21']);
  });

  test('that begins at an old commit does not get the policy of old', async () => {
    const secret = host.serve({ 'skills/secret/SKILL.md': skill('name: secret\ndescription: Not for everybody.') });
    const base = await openHarbour({ 'catalog.yaml': `${catalogYaml}policy: { transports: [http, file] }\n` });
    const old = base.repo.git(['rev-parse', 'HEAD']);
    base.change({
      'catalog.yaml': `${catalogYaml}policy: { transports: [http] }\n`,
      'governance/mine.yaml': 'trust: verified\n',
    });
    base.commit();
    const files = { 'catalog/sources/mine.yaml': `git: file://${secret.folder}\n` };
    const { code, json } = await checkPullRequest(base, files, scratchFolder(), old);
    expect(code).toBe(1);
    expect(json).not.toContain('Not for everybody');
    const { diagnostics } = JSON.parse(json) as { diagnostics: { rule: string; source?: string }[] };
    expect(diagnostics.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['source-transport-refused', 'source-finds-judgements']),
    );
  });

  test('that puts a link where a folder was brings in nothing', async () => {
    const outside = catalogFolder({ 'passwords.yaml': 'git: the-secret-of-the-machine\n' });
    const sources = await checkPullRequest(await openHarbour(), {
      'catalog/sources/tides.yaml': undefined,
      'catalog/sources': { link: outside },
    });
    expect(sources.code).toBe(1);
    expect(JSON.stringify(sources)).not.toContain('the-secret-of-the-machine');
    expect(sources.markdown).toContain('`"sources" has to be a folder; links are not followed.`');
    const whole = await checkPullRequest(await openHarbour(), {
      catalog: { link: 'other' },
      'other/catalog.yaml': catalogYaml,
    });
    expect(whole).toMatchObject({
      code: 2,
      stderr: 'The catalog folder is a link, or lies behind one. Name the folder that the base has.\n',
      markdown: '',
    });
  });
});
