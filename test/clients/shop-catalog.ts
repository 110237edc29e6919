import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { writeTree } from '../helpers/catalog-folder.ts';
import { type Content, makeGitRepo } from '../helpers/git-repo.ts';
import { startGitServer } from '../helpers/git-server.ts';
import { contentBelow, type FolderContent } from './folder-content.ts';
import { openLoopback } from './loopback.ts';
import { gitPort, gitUrl, siteHost } from './addresses.ts';

/** Where the site lies on its host. */
export const bases = ['/', '/shop/'] as const;
export type Base = (typeof bases)[number];
/** What the sources hold: at first, and after the publishers have worked on. */
export type Edition = 1 | 2;

const repository = resolve(import.meta.dirname, '../..');

type Files = Readonly<Record<string, Content>>;

const skill = (name: string, words: string, license = 'MIT'): string =>
  `---\nname: ${name}\ndescription: ${words} Use at the quay.\nlicense: ${license}\n---\n\n# ${name}\n\n${words}\n`;
/** Every byte there is, so that a client that takes files for text is found out. */
const bytes = Uint8Array.from({ length: 512 }, (_, at) => at % 256);

/** A source that is a folder of the catalog. */
const harbour = (edition: Edition): Files => ({
  'skills/moor/SKILL.md': skill('moor', `Ties ships up with ${edition === 1 ? 'two lines' : 'four lines'}.`),
  'skills/moor/scripts/lines.sh': { script: `#!/bin/sh\necho ${edition === 1 ? 'two' : 'four'}\n` },
  'skills/moor/references/knots/bowline.md': '# Bowline\n\nÜber, under, through: 結び目.\n',
  'skills/moor/assets/chart.bin': bytes,
  ...(edition === 2 && { 'skills/moor/references/winches.md': '# Winches\n\nNew.\n' }),
  'skills/tide/SKILL.md': skill('tide', 'Reads the tide.'),
});

/** A source that is a git repository; one of its skills may not be copied. */
const quay = (edition: Edition): Files => ({
  'library/pilot/SKILL.md': skill('pilot', 'Brings ships in.'),
  'library/pilot/scripts/call.sh': { script: '#!/bin/sh\necho calling\n' },
  'library/sealed/SKILL.md': skill('sealed', 'Opens nothing.', 'LicenseRef-Harbour-Internal'),
  'library/sealed/scripts/seal.sh': { script: '#!/bin/sh\necho sealed\n' },
  'dock/.claude-plugin/plugin.json': `${JSON.stringify({
    name: 'dock',
    version: edition === 1 ? '0.4.0' : '0.5.0',
    description: 'Work at the dock.',
    license: 'MIT',
  })}\n`,
  'dock/skills/berth/SKILL.md': skill('berth', `Finds a berth for ${edition === 1 ? 'one ship' : 'many ships'}.`),
  'dock/skills/berth/scripts/find.sh': { script: '#!/bin/sh\necho berth\n' },
  'dock/agents/porter.md': '---\nname: porter\ndescription: Carries things.\n---\n\nCarry.\n',
  'dock/commands/log.md': '---\ndescription: Writes the log.\n---\n\nWrite the log of today.\n',
});

const shelves = {
  moor: [harbour, 'skills/moor'],
  tide: [harbour, 'skills/tide'],
  pilot: [quay, 'library/pilot'],
  sealed: [quay, 'library/sealed'],
  berth: [quay, 'dock/skills/berth'],
  dock: [quay, 'dock'],
} as const;

/** The files of a skill, or of the plugin, as its publisher has them. */
export function published(name: keyof typeof shelves, edition: Edition): FolderContent {
  const [source, folder] = shelves[name];
  return contentBelow(source(edition), folder);
}

const catalog: Readonly<Record<string, string>> = {
  'catalog.yaml': `id: harbour-market
title: Harbour market
description: Skills for people who work at a harbour.
url: https://${siteHost}
owner: { name: Harbour office, email: office@harbour.example.org }
policy: { transports: [https, http] }
`,
  'sources/harbour.yaml': 'local: harbour\n',
  'sources/quay.yaml': `git: ${gitUrl}/quay.git\nref: main\n`,
  'plugins/toolkit.yaml': `title: Harbour toolkit
description: Everything for a day at the harbour.
version: '1.0.0'
license: MIT
riskTier: minimal
members: [skill:harbour/tide, skill:quay/pilot]
`,
};

function put(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const script = typeof content === 'object' && 'script' in content;
    writeTree(folder, { [path]: script ? content.script : (content as string | Uint8Array) });
    if (script) chmodSync(join(folder, path), 0o755);
  }
}

/** The folder of one edition of the site. */
export function siteFolder(shops: string, base: Base, edition: Edition): string {
  return join(shops, base === '/' ? 'root' : 'below', `edition-${edition}`);
}

/** The folder of the site of the catalog that Skillyard itself brings. */
export function starterSite(shops: string): string {
  return join(shops, 'starter');
}

/**
 * Makes the catalog and builds its site with the command line, for both bases and both editions, and the
 * site of Skillyard's own catalog, all without a network.
 *
 * @returns A folder: `siteFolder` says and `starterSite` say where the sites lie in it, and `git/` holds the repository. The caller removes it.
 */
export async function buildShops(): Promise<string> {
  const shops = mkdtempSync(join(tmpdir(), 'skillyard-clients-'));
  const [catalogDir, git] = [join(shops, 'catalog'), join(shops, 'git')];
  mkdirSync(git);
  const repo = makeGitRepo();
  const [loopback, server] = await Promise.all([openLoopback(), startGitServer(git)]);
  await loopback.forward(gitPort, Number(new URL(server.url).port));
  const skillyard = async (...args: string[]): Promise<void> => {
    const [command = '', ...words] = loopback.command([process.execPath, join(repository, 'src/cli.ts'), ...args]);
    await promisify(execFile)(command, words, { env: { ...process.env, SKILLYARD_CACHE: join(shops, 'cache') } });
  };
  try {
    await skillyard('build', '--catalog', join(repository, 'catalog'), '--out', starterSite(shops));
    put(catalogDir, catalog);
    for (const edition of [1, 2] as const) {
      rmSync(join(catalogDir, 'harbour'), { recursive: true, force: true });
      put(join(catalogDir, 'harbour'), harbour(edition));
      repo.commit(quay(edition));
      cpSync(join(repo.folder, '.git'), join(git, 'quay.git'), { recursive: true });
      await skillyard('sync', '--catalog', catalogDir);
      for (const base of bases) {
        const out = siteFolder(shops, base, edition);
        mkdirSync(dirname(out), { recursive: true });
        await skillyard('build', '--catalog', catalogDir, '--base-url', `https://${siteHost}${base}`, '--out', out);
      }
    }
  } finally {
    repo.remove();
    loopback.close();
    await server.close();
  }
  return shops;
}
