import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { claimText } from '../../src/domain/claim-text.ts';
import type { CatalogFile } from '../../src/site/search/catalog-file.ts';
import { makeQuay, skillText } from '../helpers/quay.ts';

/** The marks of a page: the word of each, what it rests on, and where it leads. */
function marksOf(html: string): string[] {
  const marks = html.matchAll(
    /<a class="trust-mark [^"]*" href="([^"]*)" title="([^"]*)">.*?<\/svg>\s*([^<]*?)\s*<\/a>/gs,
  );
  return [...marks].map(([, href, title, word]) => `${word} -> ${href}: ${title}`);
}

test('three marks say who stands by what, each with what it rests on', { tags: ['slow'] }, async () => {
  const quay = makeQuay();
  const commit = quay.repo.commit({
    'skills/moor/SKILL.md': skillText('moor', 'Ties ships up'),
    'skills/load/SKILL.md': skillText('load', 'Loads ships'),
    'skillyard.json': claimText(`file://${quay.repo.folder}`, ['https://harbour.example.org']),
  });
  quay.govern(`trust: first-party
entries:
  skill:moor:
    riskTier: limited
    attestation: { by: 'Ada "Quill" Example', on: 2026-03-01, basis: Read every line. }
  skill:load: { riskTier: minimal }
`);
  await quay.sync('2026-03-01T00:00:00Z');
  const dist = await quay.site();
  const page = (path: string): string =>
    readFileSync(join(dist, path, 'index.html'), 'utf8').replaceAll(commit.slice(0, 10), 'COMMIT');
  const [first, verified, attested] = marksOf(page('skills/quay/moor'));
  expect([first, verified, attested]).toMatchInlineSnapshot(`
    [
      "First party -> /about/#trust-marks: The source is the operator's own, as the operator says.",
      "Verified source -> #provenance: skillyard.json at COMMIT names this catalog: who may write to the repository agrees to be listed here, since 2026-03-01.",
      "Attested tier -> #governance: Ada &quot;Quill&quot; Example stands by the risk tier with their name and a basis, since 2026-03-01.",
    ]
  `);
  // Nobody has put a name to the tier of this one.
  expect(marksOf(page('skills/quay/load'))).toEqual([first, verified]);
  expect(marksOf(page('sources/quay')).map((mark) => mark.split(' -> ')[0])).toEqual([
    'First party',
    'Verified source',
  ]);
  expect(page('sources/quay')).toContain('<dt>Verified source</dt>');
  // In lists the mark stands beside the name of the source, and the search knows of it.
  const marked = /class="card-claimed" data-slot="claimed">/g;
  expect(page('skills').match(marked)).toHaveLength(2);
  const file = JSON.parse(readFileSync(join(dist, 'search/catalog.json'), 'utf8')) as CatalogFile;
  expect(file.columns['claimed']).toEqual({ values: ['yes'], sets: [[0]], of: [0, 0] });
  expect(page('about')).toContain('id="trust-marks"');
  expect(page('submit')).toContain('id="verified-source"');
  expect(page('submit')).toContain('data-claimed-as="https://harbour.example.org"');
  const safe = /\b(?:safe|harmless|secure|certified)\b/i;
  expect([first, verified, attested].filter((mark) => safe.test(mark ?? ''))).toEqual([]);
});
