import { expect, test } from 'vitest';
import { foldedTitle, likenessOf, lookAlikes } from '../../src/domain/look-alike.ts';

test.each([
  ['code-review', 'codereview', 'separator'],
  ['front-end-design', 'frontend-design', 'separator'],
  ['oauth2-flow', 'oauth-2-flow', 'separator'],
  ['modern-web', 'modem-web', 'confusable'],
  ['playwright', 'p1aywright', 'confusable'],
  ['webapp-testing', 'webapp-testlng', 'confusable'],
  ['skill-creator', 'skil-creator', 'typo'],
  ['skill-creator', 'skill-craetor', 'typo'],
  ['skill-creator', 'skill-creatorr', 'typo'],
  ['analyzer-tool', 'analyser-tool', 'typo'],
])('%s can be taken for %s: %s', (a, b, why) => {
  expect([likenessOf(a, b), likenessOf(b, a)]).toEqual([why, why]);
  expect(lookAlikes([a, 'tide-table', b])).toEqual([{ a, b, why }]);
});

test.each([
  ['pdf', 'ppt'],
  ['docs', 'docx'],
  ['test-1', 'test-2'],
  ['report', 'report2'],
  ['v1-2-report', 'v12-report'],
  ['report', 'reports'],
  ['query-builder', 'queries-builder'],
  ['azure-ai-py', 'azure-ai-ts'],
  ['next-app', 'nest-app'],
  ['csharp-nunit', 'csharp-xunit'],
  ['deploy-to-s3', 'deploy-to-s4'],
  ['playwright', 'playwrite'],
  ['tide-table', 'tide-table'],
])('%s and %s are two names', (a, b) => {
  expect([likenessOf(a, b), likenessOf(b, a)]).toEqual([undefined, undefined]);
  expect(lookAlikes([a, b])).toEqual([]);
});

test('words that several names have differ on purpose', () => {
  const names = ['format', 'formal'].flatMap((word) => ['letter', 'notice', 'report'].map((what) => `${word}-${what}`));
  expect(likenessOf('format-letter', 'formal-letter')).toBe('typo');
  expect(lookAlikes(names)).toEqual([]);
});

test('a title in other letters is read as it looks', () => {
  const shown = [
    '\u0440df-t\u043E\u043Els',
    '\uFF30df Tools',
    'pdf tools…',
    'Tools',
    'résumé',
    '\u0442\u0438\u0434\u0435',
  ];
  expect(shown.map(foldedTitle)).toEqual(['pdf-tools', 'pdf-tools', undefined, undefined, undefined, undefined]);
});

test('ten thousand names, and a family of names that differ in one letter, take well under a few seconds', () => {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  const family = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => `harbour-${a}${b}${c}master`)));
  const start = performance.now();
  const found = lookAlikes(family.slice(0, 10_000));
  expect(performance.now() - start).toBeLessThan(10_000);
  // Each text that a letter less leaves is compared with a bounded number of others.
  expect(found.length).toBeGreaterThan(0);
});
