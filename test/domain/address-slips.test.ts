import { expect, test } from 'vitest';
import { draftSource, readAddress } from '../../src/domain/source-draft.ts';

const least = { id: 'acme', ref: '', path: '', owners: [], exclude: [], tiers: [] };

test.for([
  ['git@github.com:bo/Coffee-Skills.git', 'Write https://github.com/bo/Coffee-Skills, or ask'],
  ['ssh://git@git.example.org/bo/skills', 'Write https://git.example.org/bo/skills, or ask'],
  // The port is that of ssh, and a home folder is on no web.
  ['ssh://git@git.example.org:2222/bo/skills', '. Ask'],
  ['ada@git.example.org:skills', '. Ask'],
] as const)('of %s, which a catalog of https does not take, it says the next step', ([address, next]) => {
  const { errors } = draftSource({ ...least, address }, { ids: [], places: [], transports: ['https'] });
  expect(errors.address).toContain(next);
  expect(errors.address).toMatch(/sk the operator to allow ssh in policy\.transports\.$/);
});

test.for([
  ['github.com/bo/coffee-skills', { url: 'https://github.com/bo/coffee-skills' }],
  ['www.github.com/bo/x/tree/main/skills', { url: 'https://www.github.com/bo/x', ref: 'main', path: 'skills' }],
  ['bundles.d/bo/x.bundle', { url: 'bundles.d/bo/x.bundle' }],
  ['bo/coffee-skills', undefined],
  ['github.com:bo/x', undefined],
] as const)('an address without a scheme is one of https: %s', ([text, read]) => {
  expect(readAddress(text)).toEqual(read);
});
