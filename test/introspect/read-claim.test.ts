import { describe, expect, test } from 'vitest';
import { parseRemote } from '../../src/domain/place.ts';
import { readClaim } from '../../src/introspect/read-claim.ts';
import { link, lost, memoryTree, submodule } from '../helpers/memory-tree.ts';
import { message } from '../helpers/message.ts';

const url = 'https://Skills.Example.org/market/';
const repository = 'https://github.com/acme/skills';

/** A source with one file at its root, and what is said of it. */
async function claimOf(content: Parameters<typeof memoryTree>[0][string], git = repository, ref = 'HEAD') {
  const remote = parseRemote(git);
  if (!remote) throw new Error(git);
  const tree = memoryTree({ 'skillyard.json': content });
  const { claim, diagnostics } = await readClaim(tree, { id: 'acme', origin: { remote }, ref }, url);
  return { claim, said: diagnostics.map(message) };
}

const claim = (value: object): string => JSON.stringify(value, null, 2);
const good = { repository, catalogs: ['https://skills.example.org/market'] };

describe('a claim stands', () => {
  test.each([
    ['as it is written out', claim(good), repository],
    ['among others', claim({ ...good, catalogs: ['https://other.example', ...good.catalogs] }), repository],
    [
      'in another spelling of the catalog',
      claim({ ...good, catalogs: ['HTTPS://SKILLS.EXAMPLE.ORG:443/market/'] }),
      repository,
    ],
    [
      'in another spelling of the repository',
      claim({ ...good, repository: 'git@github.com:Acme/Skills.git' }),
      repository,
    ],
    ['where the source is reached by ssh', claim(good), 'ssh://git@github.com/acme/skills'],
    ['from a home folder', claim({ ...good, repository: 'ada@host.example:skills' }), 'ada@host.example:skills'],
    ['as a user of a host that has no homes', claim(good), 'org-7@github.com:acme/skills'],
    ['with a byte order mark', `\uFEFF${claim(good)}`, repository],
  ])('%s', async (_what, text, git) => {
    expect(await claimOf(text, git)).toEqual({
      claim: { path: 'skillyard.json', catalog: 'https://skills.example.org/market' },
      said: [],
    });
  });

  test.each(['main', 'release/2', 'v1.2.0', 'refs/heads/main', 'refs/tags/v1'])('at the ref %s', async (ref) => {
    expect((await claimOf(claim(good), repository, ref)).claim).toBeDefined();
  });
});

test.each([
  ['ada@host.example:skills', 'mallory@host.example:skills'],
  ['ssh://ada@host.example/~/skills', 'ssh://mallory@host.example/~/skills'],
  ['https://host.example/skills', 'mallory@host.example:skills'],
])('a claim for %s does not stand in %s, the same path in the home of another', async (named, git) => {
  const { claim: found, said } = await claimOf(claim({ ...good, repository: named }), git);
  expect(found).toBeUndefined();
  expect(said[0]).toMatch(/^info claim-elsewhere /);
});

/** What is said of each, by its name. */
async function saidOf(cases: Readonly<Record<string, Parameters<typeof claimOf>>>): Promise<Record<string, string[]>> {
  const said: Record<string, string[]> = {};
  for (const [name, args] of Object.entries(cases)) {
    const read = await claimOf(...args);
    expect(read.claim, name).toBeUndefined();
    said[name] = read.said;
  }
  return said;
}

test('a claim of something else claims nothing, and says how it would', async () => {
  const elsewhere = (...catalogs: string[]): string => claim({ ...good, catalogs });
  expect(
    await saidOf({
      fork: [claim(good), 'https://github.com/mallory/skills'],
      'another host': [claim(good), 'https://gitlab.com/acme/skills'],
      'another catalog': [elsewhere('https://other.example')],
      'other catalogs': [elsewhere('https://a.example', 'https://b.example/market')],
      'the host of the catalog': [elsewhere('https://skills.example.org')],
      'a path below it': [elsewhere('https://skills.example.org/market/acme')],
      'another scheme': [elsewhere('http://skills.example.org/market')],
      'pinned commit': [claim(good), repository, 'a'.repeat(40)],
      'pull request': [claim(good), repository, 'refs/pull/7/head'],
    }),
  ).toMatchInlineSnapshot(`
    {
      "a path below it": [
        "info claim-elsewhere source:skillyard.json:3:15 It names another catalog and not https://skills.example.org/market. | To name this one, add "https://skills.example.org/market".",
      ],
      "another catalog": [
        "info claim-elsewhere source:skillyard.json:3:15 It names another catalog and not https://skills.example.org/market. | To name this one, add "https://skills.example.org/market".",
      ],
      "another host": [
        "info claim-elsewhere source:skillyard.json:2:17 It speaks of "https://github.com/acme/skills" and lies in gitlab.com/acme/skills, so it claims nothing: copies of a repository carry it along. | Where it is meant, write { "repository": "https://gitlab.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "another scheme": [
        "info claim-elsewhere source:skillyard.json:3:15 It names another catalog and not https://skills.example.org/market. | To name this one, add "https://skills.example.org/market".",
      ],
      "fork": [
        "info claim-elsewhere source:skillyard.json:2:17 It speaks of "https://github.com/acme/skills" and lies in github.com/mallory/skills, so it claims nothing: copies of a repository carry it along. | Where it is meant, write { "repository": "https://github.com/mallory/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "other catalogs": [
        "info claim-elsewhere source:skillyard.json:3:15 It names other catalogs and not https://skills.example.org/market. | To name this one, add "https://skills.example.org/market".",
      ],
      "pinned commit": [
        "info claim-unproven source:skillyard.json:1:1 It names this catalog, and the source is pinned to aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, which may come from a fork. | Follow a branch, a tag or the versions of the source instead, where it should be marked as verified.",
      ],
      "pull request": [
        "info claim-unproven source:skillyard.json:1:1 It names this catalog, and the source is pinned to refs/pull/7/head, which may come from a fork. | Follow a branch, a tag or the versions of the source instead, where it should be marked as verified.",
      ],
      "the host of the catalog": [
        "info claim-elsewhere source:skillyard.json:3:15 It names another catalog and not https://skills.example.org/market. | To name this one, add "https://skills.example.org/market".",
      ],
    }
  `);
});

test('what is no claim is refused with its place and the text that would be one', async () => {
  expect(
    await saidOf({
      empty: [''],
      'not JSON': ['{ repository: here }'],
      comment: [`// ours\n${claim(good)}`],
      list: ['[]'],
      null: ['null'],
      'unknown key': [claim({ ...good, catalog: 'https://skills.example.org/market' })],
      'prototype key': ['{ "__proto__": { "repository": "x" }, "catalogs": ["https://skills.example.org/market"] }'],
      'no repository': [claim({ catalogs: good.catalogs })],
      'no catalogs': [claim({ repository })],
      'empty list': [claim({ repository, catalogs: [] })],
      'text for a list': [claim({ repository, catalogs: good.catalogs[0] })],
      'number in the list': [claim({ repository, catalogs: [1] })],
      'no repository address': [claim({ ...good, repository: 'acme/skills' })],
      'address with a password': [claim({ ...good, catalogs: ['https://me:secret@skills.example.org/market'] })],
      'address with a query': [claim({ ...good, catalogs: ['https://skills.example.org/market?x=1'] })],
      'script for an address': [claim({ ...good, catalogs: ['javascript:alert(1)'] })],
      'catalog twice': [claim({ ...good, catalogs: [...good.catalogs, 'https://SKILLS.example.org/market/'] })],
      'key twice': [`{\n  "repository": "https://github.com/mallory/skills",\n${claim(good).slice(2)}`],
      'too many catalogs': [
        claim({ repository, catalogs: Array.from({ length: 101 }, (_, n) => `https://c${n}.example`) }),
      ],
      'too large': [`${claim(good)}${' '.repeat(17_000)}`],
      'larger than any file': [lost('too-large')],
      'not to be had': [lost('unavailable')],
      nested: [`${'['.repeat(500)}${']'.repeat(500)}`],
      'UTF-16': [Buffer.from(`\uFEFF${claim(good)}`, 'utf16le')],
      'NUL character': [`${claim(good)}\0`],
      link: [link('docs/skillyard.json')],
      submodule: [submodule],
    }),
  ).toMatchInlineSnapshot(`
    {
      "NUL character": [
        "warning claim-invalid source:skillyard.json:6:2 The file contains NUL characters; here is the first. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "UTF-16": [
        "warning claim-invalid source:skillyard.json:1:1 The file is UTF-16. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "address with a password": [
        "warning claim-invalid source:skillyard.json:4:5 "catalogs.0" cannot be that. | Write the public address of a catalog, such as https://skills.example.org/market.",
      ],
      "address with a query": [
        "warning claim-invalid source:skillyard.json:4:5 "catalogs.0" cannot be "https://skills.example.org/market?x=1". | Write the public address of a catalog, such as https://skills.example.org/market.",
      ],
      "catalog twice": [
        "warning claim-invalid source:skillyard.json:3:15 "catalogs" cannot be that. | Write each catalog once: two of these addresses mean the same.",
      ],
      "comment": [
        "warning claim-invalid source:skillyard.json It is not JSON. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "empty": [
        "warning claim-invalid source:skillyard.json:1 It is not JSON: Unexpected end of JSON input. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "empty list": [
        "warning claim-invalid source:skillyard.json:3:15 "catalogs" is empty. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "key twice": [
        "warning claim-invalid source:skillyard.json:3 A key stands in it twice. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "larger than any file": [
        "warning claim-invalid source:skillyard.json The file is over the limit for a single file. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "link": [
        "warning claim-invalid source:skillyard.json It is a symbolic link, and where that leads is not looked at. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "list": [
        "warning claim-invalid source:skillyard.json:1:1 It is not an object with "repository" and "catalogs". | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "nested": [
        "warning claim-invalid source:skillyard.json:1 It is nested too deeply to be read. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "no catalogs": [
        "warning claim-invalid source:skillyard.json:1:1 "catalogs" is missing, or no list. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "no repository": [
        "warning claim-invalid source:skillyard.json:1:1 "repository" is missing, or no text. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "no repository address": [
        "warning claim-invalid source:skillyard.json:2:17 "repository" cannot be "acme/skills". | Write the address of this repository, such as https://github.com/acme/skills.",
      ],
      "not JSON": [
        "warning claim-invalid source:skillyard.json:1:3 It is not JSON: Expected property name or '}' in JSON at position 2 (line 1 column 3). | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "not to be had": [
        "warning claim-invalid source:skillyard.json The content of skillyard.json cannot be had. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "null": [
        "warning claim-invalid source:skillyard.json:1:1 It is not an object with "repository" and "catalogs". | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "number in the list": [
        "warning claim-invalid source:skillyard.json:4:5 "catalogs.0" is missing, or no text. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "prototype key": [
        "warning claim-invalid source:skillyard.json:1:1 "repository" is missing, or no text. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
        "warning claim-invalid source:skillyard.json:1:16 "__proto__" has no meaning here. | Known here: repository, catalogs.",
      ],
      "script for an address": [
        "warning claim-invalid source:skillyard.json:4:5 "catalogs.0" cannot be "javascript:alert(1)". | Write the public address of a catalog, such as https://skills.example.org/market.",
      ],
      "submodule": [
        "warning claim-invalid source:skillyard.json It is a submodule. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "text for a list": [
        "warning claim-invalid source:skillyard.json:3:15 "catalogs" is missing, or no list. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "too large": [
        "warning claim-invalid source:skillyard.json It has 17113 bytes; 16384 are read. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "too many catalogs": [
        "warning claim-invalid source:skillyard.json:3:15 "catalogs" is too long. | Write { "repository": "https://github.com/acme/skills", "catalogs": [ "https://skills.example.org/market" ] }",
      ],
      "unknown key": [
        "warning claim-invalid source:skillyard.json:6:14 "catalog" has no meaning here. | Did you mean "catalogs"?",
      ],
    }
  `);
});

test('a source that lies in the catalog itself is not asked', async () => {
  const tree = memoryTree({ 'skillyard.json': claim(good) });
  const source = { id: 'notes', origin: { local: 'starter/notes' }, ref: 'HEAD' };
  expect(await readClaim(tree, source, url)).toEqual({ diagnostics: [] });
  const bundle = parseRemote('starter/notes.bundle');
  if (!bundle) throw new Error('This is how a bundle is written.');
  expect(await readClaim(tree, { ...source, origin: { remote: bundle } }, url)).toEqual({ diagnostics: [] });
});

test('only the root of the repository is looked at', async () => {
  const remote = parseRemote(repository);
  if (!remote) throw new Error(repository);
  const source = { id: 'acme', origin: { remote }, ref: 'HEAD' };
  const tree = memoryTree({ 'skills/skillyard.json': claim(good), 'Skillyard.json': claim(good) });
  expect(await readClaim(tree, source, url)).toEqual({ diagnostics: [] });
});
