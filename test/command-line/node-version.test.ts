import { satisfies } from 'semver';
import { expect, test } from 'vitest';
import { nodeTrouble } from '../../src/command-line/node-version.ts';
import { manifestText } from '../../src/init/catalog-texts.ts';

const { engines } = JSON.parse(manifestText('1.0.0')) as { engines: { node: string } };

test.each([
  ['18.20.8', 'Node 22.18 or newer is needed; this is 18.20.8.'],
  ['20.20.2', 'Node 22.18 or newer is needed; this is 20.20.2.'],
  ['22.4.1', 'Node 22.18 or newer is needed; this is 22.4.1.'],
  ['22.17.9', 'Node 22.18 or newer is needed; this is 22.17.9.'],
  ['22.18.0', undefined],
  ['22.100.0', undefined],
  ['23.11.0', 'Node 24 or newer is needed; this is 23.11.0.'],
  ['24.0.0', undefined],
  ['26.1.0', undefined],
])('Node %s: %s, as the engines say', (version, trouble) => {
  expect(nodeTrouble(version)).toBe(trouble);
  expect(satisfies(version, engines.node)).toBe(trouble === undefined);
});
