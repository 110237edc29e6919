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
    for (const text of [
      '#### New source `quay`',
      '`skill:quay/tides`',
      '`quay: coast/SKILL.md:1:1`',
      'asks to read the front matter as "js"; it was not looked at.',
    ])
      expect(comment).toContain(text);
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
    for (const text of [
      '## ❌ 5 errors have to be mended',
      '`sources/ext.yaml:1:1`',
      '`sources/option.yaml:2:1`',
      '`sources/shell.yaml:1:1`',
      '`"$(touch $HOME canary)" cannot be the id of a source.`',
      '``sources/a`b\\u{a}::error::All is lost.yaml``',
    ])
      expect(comment).toContain(text);
  });
});
