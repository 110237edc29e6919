import { expect, test } from 'vitest';
import { commitDate } from '../../src/fetch/commit-date.ts';

test.each([
  ['committer Ada <ada@example.org> 1767229200 +0100', '2026-01-01T01:00:00Z'],
  ['committer A > B <> 0 -0730', '1970-01-01T00:00:00Z'],
  ['committer Ada <ada@example.org> later +0100', undefined],
  ['committer Ada <ada@example.org> 999999999999999 +0100', undefined],
  ['gpgsig x\n\ncommitter Ada <ada@example.org> 1 +0000', undefined],
])('%s', (line, date) => {
  const commit = `tree ${'1'.repeat(40)}\nauthor Bob <> 1 +0000\n${line}\n\ncommitter Eve <> 2 +0000\n`;
  expect(commitDate(Buffer.from(commit))).toBe(date);
});
