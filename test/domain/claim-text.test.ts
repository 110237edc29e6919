import { expect, test } from 'vitest';
import { catalogAddress, claimText, isWrittenByOwners, proposedClaim } from '../../src/domain/claim-text.ts';
import { parseRemote } from '../../src/domain/place.ts';

test.each([
  ['https://skills.example.org/market', 'https://skills.example.org/market'],
  ['HTTPS://Skills.Example.ORG:443/market///', 'https://skills.example.org/market'],
  ['http://127.0.0.1:80/', 'http://127.0.0.1'],
  ['https://skills.example.org/Market', 'https://skills.example.org/Market'],
  ['https://skills.example.org/a/../market/', 'https://skills.example.org/market'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example'],
  ['https://skills.example.org:8443/market', 'https://skills.example.org:8443/market'],
  ['https://me@skills.example.org/market', undefined],
  ['https://skills.example.org/market?x', undefined],
  ['https://skills.example.org/market#x', undefined],
  ['https://skills.example.org/market?', undefined],
  ['ftp://skills.example.org/market', undefined],
  ['javascript:alert(1)', undefined],
  ['skills.example.org/market', undefined],
  ['', undefined],
  [`https://skills.example.org/${'x'.repeat(5000)}`, undefined],
])('%s names the catalog %s', (text, address) => {
  expect(catalogAddress(text)).toBe(address);
});

test.each([
  ['HEAD', true],
  ['main', true],
  ['feature/pull/7/head', true],
  ['refs/heads/main', true],
  ['refs/tags/v1', true],
  ['refs/pull/7/head', false],
  ['refs/merge-requests/7/head', false],
  ['refs/for/main', false],
  ['ABCDEF0123456789abcdef0123456789abcdef01', false],
])('whether only those who may write to the repository decide what %s is: %s', (ref, isOwners) => {
  expect(isWrittenByOwners(ref)).toBe(isOwners);
});

test('a claim is proposed where it would stand', () => {
  const git = 'https://github.com/acme/skills';
  const [remote, bundle] = [parseRemote(git), parseRemote('starter/x.bundle')];
  if (!remote || !bundle) throw new Error('Both are addresses.');
  const catalog = 'https://Skills.example.org/market/';
  expect(proposedClaim({ git, remote }, catalog)).toBe(claimText(git, ['https://skills.example.org/market']));
  expect(proposedClaim({ git, remote, ref: 'main' }, catalog)).toBeDefined();
  expect(proposedClaim({ git, remote, ref: 'refs/pull/7/head' }, catalog)).toBeUndefined();
  expect(proposedClaim({ git, remote, commit: 'a'.repeat(40) }, catalog)).toBeUndefined();
  expect(proposedClaim({ git: 'starter/x.bundle', remote: bundle }, catalog)).toBeUndefined();
});
