import { expect, test } from 'vitest';
import { parsedUrl } from '../../src/domain/parse-url.ts';

test.each([
  ['https://tides.example.org/a', 'https://tides.example.org/a'],
  ['tides', undefined],
  ['', undefined],
  ['https://\ud800/', undefined],
  [`https://${'A'.repeat(16384)}!`, undefined],
  [`https://${'ü'.repeat(16384)}`, undefined],
])('%#', (text, href) => {
  expect(parsedUrl(text)?.href).toBe(href);
});
