import { describe, expect, test } from 'vitest';
import { checkManifest } from '../../../../src/introspect/plugins/agent-plugins/check-manifest.ts';
import { message } from '../../../helpers/message.ts';
import { jsonFile, PLUGIN_SCHEMA } from './specification.ts';

async function check(content: unknown) {
  const { fatal, version, diagnostics } = checkManifest(await jsonFile('plugin.json', content));
  return { fatal, version, said: diagnostics.map((item) => message(item).replace(/ \| .*/, '')) };
}

const minimal = { $schema: PLUGIN_SCHEMA, name: 'tide-plugin' };

const fine = { fatal: false, version: '1.0.0', said: [] };

describe('manifests that are valid', () => {
  const full = {
    ...minimal,
    version: '2.0.1',
    description: 'Tide tables for harbours',
    author: { name: 'Ada', email: 'ada@example.org', url: 'https://ada.example.org' },
    homepage: 'https://tides.example.org',
    repository: 'https://git.example.org/tides',
    license: 'Apache-2.0',
    keywords: ['tides', 'harbour'],
    extensions: { 'org.example.client': { colour: 'blue' } },
  };
  test.each([
    ['5.2: the required fields alone', minimal],
    ['5.2: every field', full],
    ['5.4: a version that is not semantic', { ...minimal, version: 'spring' }],
    ['5.4: a home page that is no address', { ...minimal, homepage: 'ask Ada' }],
    ['5.4: a repository that is no address', { ...minimal, repository: 'ada/tides' }],
    ['5.4: a licence that is not of SPDX', { ...minimal, license: 'do what you like' }],
    ['5.4: an author whose email and address are not', { ...minimal, author: { email: 'Ada', url: 'here' } }],
    ['5.4: an author without fields', { ...minimal, author: {} }],
    ['5.4: texts and lists that are empty', { ...minimal, version: '', description: '', keywords: [] }],
    ['8.1: an extension', { ...minimal, extensions: { 'com.example.client': { setting: true } } }],
    ['8.1: no extension', { ...minimal, extensions: {} }],
    [
      '8.1, 11.1: anything inside a namespace',
      { ...minimal, extensions: { 'com.example.x': { a: [null, { b: 1 }] } } },
    ],
    ['8.2: an extension with files alone', minimal],
  ])('section %s', async (_, content) => {
    expect(await check(content)).toEqual(fine);
  });
});

describe('what is reported and ignored', () => {
  test.each([
    [
      '5.2: a field that is not known',
      { ...minimal, displayName: 'Tides' },
      ['warning agent-plugin-field-ignored source:plugin.json:4:17 "displayName" is no field of the manifest.'],
    ],
    [
      '5.2: two of them, one as in Object.prototype',
      '{ "$schema": "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json", "name": "a",\n"constructor": 1,\n"__proto__": { "name": 2 } }',
      [
        'warning agent-plugin-field-ignored source:plugin.json:2:16 "constructor" is no field of the manifest.',
        'warning agent-plugin-field-ignored source:plugin.json:3:14 "__proto__" is no field of the manifest.',
      ],
    ],
    [
      '6.1: a place for skills',
      { ...minimal, skills: './other/' },
      ['warning agent-plugin-field-ignored source:plugin.json:4:12 "skills" is no field of the manifest.'],
    ],
    [
      '6.1, 7.2.1: servers inside the manifest',
      { ...minimal, mcpServers: {} },
      ['warning agent-plugin-field-ignored source:plugin.json:4:16 "mcpServers" is no field of the manifest.'],
    ],
    ...[['com.example.client'], 'com.example.client', 1, true, null].map((extensions): [string, unknown, string[]] => [
      `8.1: extensions that are ${JSON.stringify(extensions)}`,
      { ...minimal, extensions },
      ['warning agent-plugin-field-ignored source:plugin.json:4:16 "extensions" is not an object.'],
    ]),
  ])('section %s', async (_, content, said) => {
    expect(await check(content)).toEqual({ fatal: false, version: '1.0.0', said });
  });

  test('comes with a guess at what was meant', async () => {
    const { diagnostics } = checkManifest(await jsonFile('plugin.json', { ...minimal, licence: 'MIT', zone: 1 }));
    expect(diagnostics.map(({ hint }) => hint)).toEqual([
      'Did you mean "license"?',
      'Take it out, or put it below "extensions" under the reverse domain name of the client that reads it.',
    ]);
  });
});

describe('what is fatal', () => {
  const version = '1.0.0';
  const { name } = minimal;
  test.each([
    ['5.2: a list', ['no object'], undefined, '1:1 The manifest is not an object.'],
    ['5.2: null', 'null', undefined, '1:1 The manifest is not an object.'],
    ['5.3: no $schema', { name }, undefined, '1:1 The required field "$schema" is missing.'],
    ['5.3: no name', { $schema: PLUGIN_SCHEMA }, version, '1:1 The required field "name" is missing.'],
    [
      '5.3: $schema of another type',
      { $schema: 1, name },
      undefined,
      '2:13 "$schema" is not the identifier of an Agent Plugins manifest.',
    ],
    [
      '5.3: $schema that is empty',
      { $schema: '', name },
      undefined,
      '2:13 "$schema" is not the identifier of an Agent Plugins manifest.',
    ],
    ['5.3: a name of another type', { ...minimal, name: 7 }, version, '3:10 "name" is not a text.'],
    ['5.3: a name that is null', { ...minimal, name: null }, version, '3:10 "name" is not a text.'],
    [
      '5.2: the schema of the other document',
      { $schema: PLUGIN_SCHEMA.replace('plugin.', 'mcp.'), name },
      undefined,
      '2:13 "$schema" is not the identifier of an Agent Plugins manifest.',
    ],
    [
      '5.2: an identifier on another host',
      { $schema: PLUGIN_SCHEMA.replace('.org', '.example'), name },
      undefined,
      '2:13 "$schema" is not the identifier of an Agent Plugins manifest.',
    ],
    [
      '5.2: an identifier with something behind it',
      { $schema: `${PLUGIN_SCHEMA}#`, name },
      undefined,
      '2:13 "$schema" is not the identifier of an Agent Plugins manifest.',
    ],
    [
      '5.2, 10.1: a version that is not known',
      { $schema: PLUGIN_SCHEMA.replace('1.0.0', '2.1.0'), name },
      '2.1.0',
      '2:13 The manifest is written for Agent Plugins 2.1.0; known here is 1.0.0.',
    ],
    ['5.4: a version of another type', { ...minimal, version: 2 }, version, '4:13 "version" is not a text.'],
    [
      '5.4: a description that is null',
      { ...minimal, description: null },
      version,
      '4:17 "description" is not a text.',
    ],
    ['5.4: an author that is a text', { ...minimal, author: 'Ada' }, version, '4:12 "author" is not an object.'],
    [
      '5.4: an author with another field',
      { ...minimal, author: { name: 'Ada', phone: '1' } },
      version,
      '6:12 "author.phone" is no field of the manifest.',
    ],
    [
      '5.4: an author whose name is no text',
      { ...minimal, author: { name: ['Ada'] } },
      version,
      '5:11 "author.name" is not a text.',
    ],
    ['5.4: a home page of another type', { ...minimal, homepage: {} }, version, '4:14 "homepage" is not a text.'],
    [
      '5.4: a repository that is an object',
      { ...minimal, repository: { url: 'x' } },
      version,
      '4:16 "repository" is not a text.',
    ],
    ['5.4: a licence of another type', { ...minimal, license: false }, version, '4:13 "license" is not a text.'],
    ['5.4: keywords as a text', { ...minimal, keywords: 'a, b' }, version, '4:14 "keywords" is not a list.'],
    ['5.4: keywords that are no texts', { ...minimal, keywords: ['a', 1] }, version, '6:3 "keywords.1" is not a text.'],
    [
      '8.1: an extension that is no object',
      { ...minimal, extensions: { 'com.example.x': 'on' } },
      version,
      '5:20 "extensions.com.example.x" is not an object.',
    ],
  ])('section %s', async (_, content, declared, said) => {
    expect(await check(content)).toEqual({
      fatal: true,
      version: declared,
      said: [`error agent-plugin-invalid source:plugin.json:${said}`],
    });
  });

  test('is said beside what is ignored, all of it at once', async () => {
    const { fatal, said } = await check({ name: 'A', author: 1, extensions: 2, other: 3 });
    expect(fatal).toBe(true);
    expect(said).toHaveLength(5);
  });
});

describe('names, section 5.5', () => {
  test.each(['my-plugin', 'acme.tools', 'lint3r', 'a', '7', 'a-b.c-d', 'a.-b', 'x'.repeat(64)])(
    '"%s" is valid',
    async (name) => {
      expect(await check({ ...minimal, name })).toEqual(fine);
    },
  );

  test.each([
    ['My-Plugin', 'holds other characters than lower-case letters, digits, hyphens and periods'],
    ['-start', 'does not begin and end with a letter or digit'],
    ['end-', 'does not begin and end with a letter or digit'],
    ['.start', 'does not begin and end with a letter or digit'],
    ['end.', 'does not begin and end with a letter or digit'],
    ['-', 'does not begin and end with a letter or digit'],
    ['has--double', 'has two hyphens or two periods in a row'],
    ['too.many..dots', 'has two hyphens or two periods in a row'],
    ['', 'is empty'],
    ['x'.repeat(65), 'has more than 64 characters'],
    ['under_score', 'holds other characters than lower-case letters, digits, hyphens and periods'],
    ['two words', 'holds other characters than lower-case letters, digits, hyphens and periods'],
    ['größe', 'holds other characters than lower-case letters, digits, hyphens and periods'],
    ['line\nline', 'holds other characters than lower-case letters, digits, hyphens and periods'],
  ])('%j is not', async (name, wrong) => {
    const { fatal, said } = await check({ ...minimal, name });
    expect(fatal).toBe(true);
    expect(said).toEqual([`error agent-plugin-invalid source:plugin.json:3:10 "name" ${wrong}.`]);
  });
});
