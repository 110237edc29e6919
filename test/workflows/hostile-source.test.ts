import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../helpers/catalog-folder.ts';
import type { Content } from '../helpers/git-repo.ts';
import { skill } from '../helpers/memory-tree.ts';
import { openHub } from './hub.ts';
import { judge, serve } from './judge.ts';

const tides = skill('name: tides\ndescription: Reads the tides at the quay.\nlicense: MIT\nallowed-tools: Read');

/** A machine on which a checkout would run what a repository names in its `.gitattributes`, and clones run commands. */
const eager = `[filter "canary"]
	smudge = touch "$HOME/canary" && cat
	clean = touch "$HOME/canary" && cat
	required = true
[protocol "ext"]
	allow = always
[fetch]
	recurseSubmodules = true
`;

const trapped: Record<string, Content> = {
  'tides/SKILL.md': tides,
  'coast/SKILL.md': `---js\n{ name: require('fs').writeFileSync(process.env.HOME + '/canary', '') }\n---\n\nBody\n`,
  '.gitattributes': '* filter=canary\n',
  '.gitmodules': '[submodule "deps"]\n\tpath = deps\n\turl = ext::sh -c touch% "$HOME/canary"\n\tupdate = checkout\n',
  deps: { submodule: '1234567890123456789012345678901234567890' },
  '.githooks/post-checkout': { script: '#!/bin/sh\ntouch "$HOME/canary"\n' },
  '.gitconfig': '[core]\n\thooksPath = .githooks\n',
  '.lfsconfig': '[lfs]\n\turl = ext::sh -c touch% "$HOME/canary"\n',
  'package.json': '{ "scripts": { "preinstall": "touch $HOME/canary", "prepare": "touch $HOME/canary" } }\n',
};

describe('a source that would run code', { tags: ['slow'] }, () => {
  test('on clone and checkout is listed, and runs nothing', async () => {
    const git = await serve(trapped);
    // The trap is a real one: who clones it here is caught.
    const home = scratchFolder();
    writeFileSync(join(home, '.gitconfig'), eager);
    const env = { PATH: process.env['PATH'], HOME: home, GIT_CONFIG_NOSYSTEM: '1' };
    await promisify(execFile)('git', ['clone', '--quiet', git, join(home, 'clone')], { env });
    expect(existsSync(join(home, 'canary'))).toBe(true);

    const hub = await openHub({}, eager);
    const { conclusion, comment } = await judge(hub, hub.open({ 'catalog/sources/quay.yaml': `git: ${git}\n` }));
    expect(conclusion).toBe('failure');
    expect(comment).toMatchInlineSnapshot(`
      "<!-- skillyard submission -->
      ## ❌ 1 error has to be mended

      In the whole catalog: 1 error, 0 warnings, 3 notices. Compared with \`fe5819352523\`, under the policy of the base.

      ### What is wrong

      - \`quay: coast/SKILL.md:1:1\`: \`The first line asks to read the front matter as "js"; it was not looked at.\`
        <br>Write YAML, and nothing behind the three dashes of the first line. ([\`front-matter-language\`](<https://harbour.example.org/market/rules/front-matter-language/>))

      ### What would be listed

      #### New source \`quay\`

      - From \`127.0.0.1/harbour\` at commit \`c8c5d0f65a38\`. It is published once the next sync has locked it.
      - Trust: \`third-party\`, which every source has until the operator says more.
      - New: 1 skill.

      | Entry | Change | Risk tier | Licence | Can | To look at |
      |---|---|---|---|---|---|
      | \`skill:quay/tides\` | new | minimal | \`MIT\` | 1 tool |  |

      <details><summary><code>skill:quay/tides</code>: new</summary>

      - Says of itself: \`Reads the tides at the quay.\`
      - Risk tier \`minimal\`: nobody has said anything
      - Can use the tools: \`Read\`

      </details>

      Held back, and not listed:

      - Skill at \`coast\`: \`front-matter-language\`: \`The first line asks to read the front matter as "js"; it was not looked at.\`

      <sub>Checked at 01094ac87842. [Log](https://github.com/acme/market/actions/runs/1)</sub>"
    `);
  });

  test('by its address, its ref or the name of its file is refused', async () => {
    const hub = await openHub({}, eager);
    const pull = hub.open({
      'catalog/sources/ext.yaml': 'git: ext::sh -c touch% "$HOME/canary"\n',
      'catalog/sources/option.yaml': 'git: https://127.0.0.1:1/quay\nref: --upload-pack=touch $HOME/canary\n',
      'catalog/sources/shell.yaml': 'git: https://127.0.0.1:1/$(touch $HOME/canary)\n',
      'catalog/sources/$(touch $HOME canary).yaml': 'git: https://127.0.0.1:1/quay\n',
      'catalog/sources/a`b\n::error::All is lost.yaml': 'git: https://127.0.0.1:1/quay\n',
    });
    const { conclusion, comment, log } = await judge(hub, pull);
    expect(conclusion).toBe('failure');
    expect(log.split('\n').filter((line) => line.startsWith('::error::'))).toEqual([]);
    expect(comment).toMatchInlineSnapshot(`
      "<!-- skillyard submission -->
      ## ❌ 5 errors have to be mended

      In the whole catalog: 5 errors, 0 warnings, 1 notice. Compared with \`fe5819352523\`, under the policy of the base.

      ### What is wrong

      - \`sources/$(touch $HOME canary).yaml\`: \`"$(touch $HOME canary)" cannot be the id of a source.\`
        <br>Rename the file: lower-case letters, digits and single dashes, at most 64 characters. "catalog" and "page" are taken. ([\`source-id-invalid\`](<https://harbour.example.org/market/rules/source-id-invalid/>))

      - \`\`sources/a\`b\\u{a}::error::All is lost.yaml\`\`: \`\`"a\`b\\u{a}::error::All is lost" cannot be the id of a source.\`\`
        <br>Rename the file: lower-case letters, digits and single dashes, at most 64 characters. "catalog" and "page" are taken. ([\`source-id-invalid\`](<https://harbour.example.org/market/rules/source-id-invalid/>))

      - \`sources/ext.yaml:1:1\`: \`The address has none of the forms that are taken.\`
        <br>\`Write it as https://host/owner/repository, without user name, password, query or fragment.\` ([\`source-address-invalid\`](<https://harbour.example.org/market/rules/source-address-invalid/>))

      - \`sources/option.yaml:2:1\`: \`"ref" cannot be "--upload-pack=touch $HOME/canary".\`
        <br>\`Write the name of a branch or tag.\` ([\`value-invalid\`](<https://harbour.example.org/market/rules/value-invalid/>))

      - \`sources/shell.yaml:1:1\`: \`The address has none of the forms that are taken.\`
        <br>\`Write it as https://host/owner/repository, without user name, password, query or fragment.\` ([\`source-address-invalid\`](<https://harbour.example.org/market/rules/source-address-invalid/>))

      ### What would be listed

      #### New source \`$(touch $HOME canary)\`

      - From \`127.0.0.1/quay\`.
      - **Nothing of it could be read.**

      #### New source \`\`a\`b\\u{a}::error::All is lost\`\`

      - From \`127.0.0.1/quay\`.
      - **Nothing of it could be read.**

      #### New source \`ext\`

      - **Nothing of it could be read.**

      #### New source \`option\`

      - From \`127.0.0.1/quay\`.
      - **Nothing of it could be read.**

      #### New source \`shell\`

      - **Nothing of it could be read.**

      <sub>Checked at d8163d862dbf. [Log](https://github.com/acme/market/actions/runs/1)</sub>"
    `);
  });
});
