import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { makeGitRepo } from './helpers/git-repo.ts';
import { skill } from './helpers/memory-tree.ts';
import { checkPullRequest, openHarbour, type SourceHost, startSourceHost, steady } from './helpers/pull-request.ts';

let host: SourceHost;
beforeAll(async () => {
  host = await startSourceHost();
});
afterAll(() => host.close());

describe('a pull request', { tags: ['slow'] }, () => {
  test('that lists a source shows what it brings', async () => {
    const quay = host.serve({
      LICENSE: 'MIT',
      'skills/moor/SKILL.md': skill(
        'name: moor\ndescription: Moors a boat.\nlicense: MIT\nallowed-tools: Bash(git:*) Read\nmetadata: { risk-tier: limited }',
        'Run `scripts/moor.sh`.',
      ),
      'skills/moor/scripts/moor.sh': { script: '#!/bin/sh\ncurl https://tides.example.org/now\n' },
      'skills/read-the-tide-s/SKILL.md': skill('name: read-the-tide-s\ndescription: Reads them too.\nlicense: MIT'),
      'kit/.claude-plugin/plugin.json': '{"name":"kit","description":"A kit.","version":"1.0.0"}',
      'kit/hooks/hooks.json': '{"hooks":{"SessionStart":[{"hooks":[{"type":"command","command":"echo hello"}]}]}}',
      'kit/.mcp.json': '{"mcpServers":{"buoy":{"type":"http","url":"https://buoy.example.org/mcp"}}}',
    });
    const { code, stdout, stderr, markdown, json } = await checkPullRequest(await openHarbour(), {
      'catalog/sources/quay.yaml': `git: ${quay.url}\nowners: [github:quay]\n`,
    });
    expect(stderr).toBe('');
    expect(steady(markdown)).toMatchInlineSnapshot(`
      "## ✅ Nothing has to be mended; 1 warning deserves a look

      There is nothing more for you to do: an operator of the catalog looks at it next. Once it is merged, the next sync locks what is listed below, and it is published.

      ### What would be listed

      #### New source \`quay\`

      - From \`127.0.0.1/quay\` at commit \`abcdef123456\`. It is published once the next sync has locked it.
      - Trust: \`third-party\`, which every source has until the operator says more.
      - New: 2 skills, 1 hook, 1 MCP server and 1 plugin.

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
      | \`hook:quay/kit-hooks\` | new | minimal (evidence: **limited**) | none found | 1 hook | runs by itself |
      | \`mcp_server:quay/buoy\` | new | minimal (evidence: **limited**) | none found | 1 server | runs by itself |
      | \`plugin:quay/kit\` | new | minimal (evidence: **limited**) | none found | 1 hook, 1 server | runs by itself |
      | \`skill:quay/moor\` | new | limited | \`MIT\` | 2 tools, 1 script |  |
      | \`skill:quay/read-the-tide-s\` | new | minimal | \`MIT\` | – |  |

      <details><summary><code>hook:quay/kit-hooks</code>: new</summary>

      - Says of itself: \`Runs 1 action on SessionStart.\`
      - Risk tier \`minimal\`: nobody has said anything
      - The evidence speaks for \`limited\`: \`commands that run at SessionStart\`
      - Can run at events: \`SessionStart: echo hello\`

      </details>

      <details><summary><code>mcp_server:quay/buoy</code>: new</summary>

      - Says of itself: \`MCP server at buoy.example.org over http.\`
      - Risk tier \`minimal\`: nobody has said anything
      - The evidence speaks for \`limited\`: \`an MCP server at buoy.example.org\`
      - Can start or call the servers: \`http buoy.example.org\`

      </details>

      <details><summary><code>plugin:quay/kit</code>: new</summary>

      - Says of itself: \`A kit.\`
      - Risk tier \`minimal\`: nobody has said anything
      - The evidence speaks for \`limited\`: \`an MCP server at buoy.example.org; commands that run at SessionStart\`
      - Can run at events: \`SessionStart: echo hello\`
      - Can start or call the servers: \`http buoy.example.org\`

      </details>

      <details><summary><code>skill:quay/moor</code>: new</summary>

      - Says of itself: \`Moors a boat.\`
      - Risk tier \`limited\`: it says so itself
      - Can use the tools: \`Bash(git:*)\`, \`Read\`
      - Can run the scripts: \`scripts/moor.sh\`

      </details>

      <details><summary><code>skill:quay/read-the-tide-s</code>: new</summary>

      - Says of itself: \`Reads them too.\`
      - Risk tier \`minimal\`: nobody has said anything

      </details>

      ### What a reviewer looks at

      - Runs commands at events of the harness: \`hook:quay/kit-hooks\`, \`plugin:quay/kit\`
      - Starts or calls servers: \`mcp_server:quay/buoy\`, \`plugin:quay/kit\`
      - Declares less than the evidence speaks for: \`hook:quay/kit-hooks\`, \`mcp_server:quay/buoy\`, \`plugin:quay/kit\`
      - Names no licence: \`hook:quay/kit-hooks\`, \`mcp_server:quay/buoy\`, \`plugin:quay/kit\`

      #### Warnings

      - \`sources/quay.yaml:1\`, \`skill:quay/read-the-tide-s\`: \`"read-the-tide-s" can be taken for what an earlier source lists: skill:tides/read-the-tides; they differ in dashes alone.\`
        <br>→ Choose a name that cannot be mistaken. Where both are meant, the operator accepts it with an exception that says why. ([\`name-look-alike\`](<https://harbour.example.org/market/rules/name-look-alike/>))

      <sub>This check reads and compares; it has run nothing of what it read, and it decides nothing. Compared with <code>abcdef123456</code>, under the policy of the base. In the whole catalog: 0 errors, 2 warnings, 5 notices.</sub>
      "
    `);
    expect(steady(stdout)).toMatchInlineSnapshot(`
      "::warning file=catalog/sources/quay.yaml,line=1,title=name-look-alike::"read-the-tide-s" can be taken for what an earlier source lists: skill:tides/read-the-tides; they differ in dashes alone. Choose a name that cannot be mistaken. Where both are meant, the operator accepts it with an exception that says why.
      ::warning file=catalog/sources/tides.yaml,title=skill-name-mismatch::tides/SKILL.md:2: The skill is called "read-the-tides", its folder "tides". Rename the folder or the skill.
      "
    `);
    expect(code).toBe(0);
    const { changes } = JSON.parse(json) as { changes: { sources: { id: string }[] } };
    expect(changes.sources.map(({ id }) => id)).toEqual(['quay']);
  });

  test('with mistakes says each of them, where it is and what to do', async () => {
    const { code, markdown, stdout } = await checkPullRequest(
      await openHarbour({ 'governance/dock.yaml': 'trust: verified\n' }),
      {
        'catalog/sources/quay.yaml': 'git: https://nobody.invalid/quay\nowner: me\n',
        'catalog/sources/pier.yaml': 'git: git@github.com:harbour/pier.git\n',
        'catalog/sources/dock.yaml': 'local: dock\n',
        'catalog/sources/tides.yaml':
          'local: harbour\nentries:\n  skill:read-the-tides: { riskTier: tiny, status: deprecated }\n',
      },
    );
    expect(code).toBe(1);
    expect(stdout).toContain('::error file=catalog/sources/quay.yaml,line=2,col=1,title=key-unknown::');
    expect(steady(markdown)).toMatchInlineSnapshot(`
      "## ❌ 5 errors have to be mended

      Each stands below: where it is, what is the matter, and what to do. Push to the same branch, and it is looked at again.

      ### What is wrong

      - \`sources/dock.yaml:1:1\`: \`There is no folder dock in the catalog.\`
        <br>→ Check the path; it is relative to the catalog folder. ([\`source-local-missing\`](<https://harbour.example.org/market/rules/source-local-missing/>))

      - \`sources/pier.yaml:1:1\`: \`The source is reached by ssh; this catalog allows http.\`
        <br>→ Use https, or ask the operator to add the transport to policy.transports in catalog.yaml. ([\`source-transport-refused\`](<https://harbour.example.org/market/rules/source-transport-refused/>))

      - \`sources/quay.yaml:1:1\`: \`The source is reached by https; this catalog allows http.\`
        <br>→ Use https, or ask the operator to add the transport to policy.transports in catalog.yaml. ([\`source-transport-refused\`](<https://harbour.example.org/market/rules/source-transport-refused/>))

      - \`sources/quay.yaml:2:1\`: \`"owner" has no meaning in this file.\`
        <br>→ \`Did you mean "owners"?\` ([\`key-unknown\`](<https://harbour.example.org/market/rules/key-unknown/>))

      - \`sources/tides.yaml:3:27\`: \`"entries.skill:read-the-tides.riskTier" cannot be "tiny".\`
        <br>→ \`Known here: minimal, limited, high.\` ([\`value-invalid\`](<https://harbour.example.org/market/rules/value-invalid/>))

      ### What would be listed

      #### New source \`dock\`

      - From \`local:dock\`.
      - Trust: \`verified\`, as the operator says.
      - **Nothing of it was read.** Why stands with \`sources/dock.yaml\`.

      #### New source \`pier\`

      - From \`github.com/harbour/pier\`.
      - **Nothing of it was read.** Why stands with \`sources/pier.yaml\`.

      #### New source \`quay\`

      - From \`nobody.invalid/quay\`.
      - **Nothing of it was read.** Why stands with \`sources/quay.yaml\`.

      #### Changed source \`tides\`

      - From \`local:harbour\`.
      - **Nothing of it was read.** Why stands with \`sources/tides.yaml\`.

      ### What a reviewer looks at

      - Changes of status: \`skill:tides/read-the-tides\` revision 1 from \`active\` to \`deprecated\`, as the publisher says

      #### Warnings

      - \`sources/dock.yaml:1\`: \`The source is new, and governance/dock.yaml was there before it: what that says, trust "verified" among it, holds for whatever this source lists.\`
        <br>→ The operator looks whether this is the source that was meant, before it is merged. ([\`source-finds-judgements\`](<https://harbour.example.org/market/rules/source-finds-judgements/>))

      - \`sources/tides.yaml:3:43\`, \`skill:tides/read-the-tides\`: \`skill:read-the-tides is deprecated without a reason.\`
        <br>→ Add reason, and replacedBy where there is a successor. ([\`status-reason-missing\`](<https://harbour.example.org/market/rules/status-reason-missing/>))

      - \`tides: tides/SKILL.md:2:1\`, \`skill:tides/read-the-tides\`: \`The skill is called "read-the-tides", its folder "tides".\`
        <br>→ Rename the folder or the skill. ([\`skill-name-mismatch\`](<https://harbour.example.org/market/rules/skill-name-mismatch/>))

      <sub>This check reads and compares; it has run nothing of what it read, and it decides nothing. Compared with <code>abcdef123456</code>, under the policy of the base. In the whole catalog: 5 errors, 3 warnings, 1 notice.</sub>
      "
    `);
  });

  test('that moves a source on shows what the listed entry can do more', async () => {
    const repo = makeGitRepo();
    onTestFinished(() => repo.remove());
    const text = 'name: moor\ndescription: Moors a boat.\nlicense: MIT\nmetadata: { risk-tier: limited }';
    repo.commit({ 'skills/moor/SKILL.md': skill(text), 'skills/row/SKILL.md': skill('name: row\ndescription: Rows.') });
    repo.git(['tag', 'one']);
    repo.commit({ 'skills/moor/SKILL.md': skill(`${text}\nallowed-tools: Bash`) });
    repo.git(['tag', 'two']);
    const address = `git: ${host.url}/${basename(repo.folder)}\n`;
    const base = await openHarbour({ 'sources/quay.yaml': `${address}ref: one\n` });
    const { code, markdown } = await checkPullRequest(base, {
      'catalog/sources/quay.yaml': `${address}ref: two\nentries:\n  skill:moor: { revisions: { 1: { status: deprecated, reason: Old. } } }\n`,
    });
    expect(code).toBe(0);
    expect(steady(markdown)).toMatchInlineSnapshot(`
      "## ✅ Nothing has to be mended; 1 warning deserves a look

      There is nothing more for you to do: an operator of the catalog looks at it next. Once it is merged, the next sync locks what is listed below, and it is published.

      ### What would be listed

      #### Changed source \`quay\`

      - From \`127.0.0.1/quay#two\` at commit \`abcdef123456\`. It is published once the next sync has locked it.
      - Trust: \`third-party\`, which every source has until the operator says more.
      - Changed: 1 skill.

      | Entry | Change | Risk tier | Licence | Can | To look at |
      |---|---|---|---|---|---|
      | \`skill:quay/moor\` | changed | limited (evidence: **high**) | \`MIT\` | 1 tool |  |

      <details><summary><code>skill:quay/moor</code>: changed</summary>

      - Says of itself: \`Moors a boat.\`
      - Risk tier \`limited\`: it says so itself
      - The evidence speaks for \`high\`: \`without a question it may use Bash\`
      - Can now use the tools: \`Bash\`

      </details>

      No longer listed:

      - \`skill:quay/row\`

      ### What a reviewer looks at

      - Declares less than the evidence speaks for: \`skill:quay/moor\`
      - Changes of status: \`skill:quay/moor\` revision 1 from \`active\` to \`deprecated\`, as the publisher says

      #### Warnings

      - \`quay: skills/moor/SKILL.md:5:1\`, \`skill:quay/moor\`: \`It is declared "limited"; what was found in it suggests "high": without a question it may use Bash.\`
        <br>→ Look at the entry again. Raise the tier, or accept this with an exception that says why the tier is right. ([\`tier-below-evidence\`](<https://harbour.example.org/market/rules/tier-below-evidence/>))

      <sub>This check reads and compares; it has run nothing of what it read, and it decides nothing. Compared with <code>abcdef123456</code>, under the policy of the base. In the whole catalog: 0 errors, 2 warnings, 2 notices.</sub>
      "
    `);
  });
});
