import { describe, expect, test } from 'vitest';
import { readHistory } from '../../src/load/read-history.ts';
import { writeTree } from '../helpers/catalog-folder.ts';
import { catalogIn, file, quay, told } from '../helpers/decisions.ts';

describe('the history of a catalog', { tags: ['slow'] }, () => {
  test.each(['', 'deep/catalog'])('tells every decision once, oldest first, below "%s"', async (folder) => {
    const { repo, dir, commit } = catalogIn(folder);
    writeTree(repo.folder, { 'elsewhere/governance/quay.yaml': 'entries: { skill:moor: { riskTier: high } }' });
    commit({
      ...quay('  skill:moor:\n    riskTier: limited\n    aliases: { production: 1 }\n  skill:row: { stub: true }\n'),
      'sources/quay.yaml': 'local: quay\nentries:\n  skill:moor: { status: draft, renamedFrom: [tie, knot] }\n',
    });
    commit(
      quay(`  skill:moor:
    riskTier: high
    category: raw
    aliases: { production: 2, next: 3 }
    revisions: { 1: { status: deprecated } }
    attestation: { by: Ada, on: 2026-01-01, basis: Looked., until: 2027-01-01 }
  skill:row: { stub: false }
`),
    );
    commit({ 'sources/quay.yaml': 'local: quay\n', 'lock/quay.json': '{}', 'advisories/x.yaml': 'severity: high\n' });
    commit({
      'plugins/kit.yaml': 'description: Kit.\nversion: 1.0.0\nriskTier: limited\naliases: { stable: 1 }\nmembers: []\n',
    });
    const { complete, text, diagnostics } = await told(dir);
    expect({ complete, diagnostics }).toEqual({ complete: true, diagnostics: '' });
    expect(text).toMatchInlineSnapshot(`
      "plugin:catalog/kit
        2026-02-05 operator alias stable:  → 1 (Decision 5)
        2026-02-05 operator riskTier:  → limited (Decision 5)
      skill:quay/moor
        2026-02-02 operator alias production:  → 1 (Decision 2)
        2026-02-02 operator riskTier:  → limited (Decision 2)
        2026-02-02 publisher status:  → draft (Decision 2)
        2026-02-02 publisher renamedFrom:  → tie, knot (Decision 2)
        2026-02-03 operator status 1:  → deprecated (Decision 3)
        2026-02-03 operator alias next:  → 3 (Decision 3)
        2026-02-03 operator alias production: 1 → 2 (Decision 3)
        2026-02-03 operator riskTier: limited → high (Decision 3)
        2026-02-03 operator category:  → raw (Decision 3)
        2026-02-03 operator attestation:  → Ada, 2026-01-01, until 2027-01-01 (Decision 3)
        2026-02-04 publisher status: draft →  (Decision 4)
        2026-02-04 publisher renamedFrom: tie, knot →  (Decision 4)
      skill:quay/row
        2026-02-02 operator stub:  → true (Decision 2)
        2026-02-03 operator stub: true → false (Decision 3)"
    `);
  });

  test('takes back what a deleted file said, and says it again after a revert', async () => {
    const { repo, dir, commit } = catalogIn();
    commit(quay('  skill:moor: { riskTier: high, aliases: { production: 1 } }\n'));
    commit({ 'governance/quay.yaml': undefined });
    repo.git(['revert', '--no-edit', 'HEAD']);
    expect((await told(dir)).text).toMatchInlineSnapshot(`
      "skill:quay/moor
        2026-02-02 operator alias production:  → 1 (Decision 2)
        2026-02-02 operator riskTier:  → high (Decision 2)
        2026-02-03 operator alias production: 1 →  (Decision 3)
        2026-02-03 operator riskTier: high →  (Decision 3)
        2026-01-01 operator alias production:  → 1 (Revert "Decision 3")
        2026-01-01 operator riskTier:  → high (Revert "Decision 3")"
    `);
  });

  test('passes over merges, and tells the decisions of both sides', async () => {
    const { repo, dir, commit } = catalogIn();
    commit(quay('  skill:moor: { riskTier: limited }\n'));
    repo.git(['checkout', '--quiet', '-b', 'side']);
    commit({ 'governance/dock.yaml': 'entries: { skill:sail: { stub: true } }\n' }, { subject: 'Beside' });
    repo.git(['checkout', '--quiet', 'main']);
    commit(quay('  skill:moor: { riskTier: high }\n'));
    repo.git(['merge', '--quiet', '--no-ff', '-m', 'Merge', 'side']);
    expect((await told(dir)).text).toMatchInlineSnapshot(`
      "skill:dock/sail
        2026-02-03 operator stub:  → true (Beside)
      skill:quay/moor
        2026-02-02 operator riskTier:  → limited (Decision 2)
        2026-02-04 operator riskTier: limited → high (Decision 4)"
    `);
  });

  test.each(['', 'deep/catalog'])('tells what a merge itself decides, and no more, below "%s"', async (folder) => {
    const { repo, dir, commit } = catalogIn(folder);
    const words = (tier: string, alias: number, more = ''): ReturnType<typeof quay> =>
      quay(`  skill:moor:\n    riskTier: ${tier}\n    aliases: { production: ${alias} }\n${more}`);
    commit(words('minimal', 1));
    repo.git(['checkout', '--quiet', '-b', 'side']);
    commit(words('limited', 2, '  skill:row: { stub: true }\n'), { subject: 'Beside' });
    repo.git(['checkout', '--quiet', 'main']);
    commit(words('minimal', 3));
    expect(() => repo.git(['merge', '--quiet', '--no-ff', 'side'])).toThrow();
    commit(words('high', 4, '  skill:row: { stub: true }\n'), { subject: 'Merge' });
    expect(repo.git(['rev-parse', 'HEAD^2'])).toBe(repo.git(['rev-parse', 'side']));
    commit({ 'governance/quay.yaml': undefined });
    expect((await told(dir)).text).toBe(`skill:quay/moor
  2026-02-02 operator alias production:  → 1 (Decision 2)
  2026-02-02 operator riskTier:  → minimal (Decision 2)
  2026-02-04 operator alias production: 1 → 3 (Decision 4)
  2026-02-03 operator alias production: 1 → 2 (Beside)
  2026-02-03 operator riskTier: minimal → limited (Beside)
  2026-02-05 operator alias production: 3 → 4 (Merge)
  2026-02-05 operator riskTier: minimal → high (Merge)
  2026-02-06 operator alias production: 4 →  (Decision 6)
  2026-02-06 operator riskTier: high →  (Decision 6)
skill:quay/row
  2026-02-03 operator stub:  → true (Beside)
  2026-02-06 operator stub: true →  (Decision 6)`);
  });

  test('tells what a merge of three writes, takes away and finds', async () => {
    const { repo, dir, commit } = catalogIn();
    commit(quay('  skill:moor: { riskTier: limited }\n'));
    for (const [name, tier] of [
      ['one', 'minimal'],
      ['two', 'high'],
    ]) {
      repo.git(['checkout', '--quiet', '-b', name ?? '', 'main']);
      commit(quay(`  skill:moor: { riskTier: ${tier} }\n`), { subject: name ?? '' });
    }
    repo.git(['checkout', '--quiet', 'main']);
    const parents = ['main', 'one', 'two'].flatMap((name) => ['-p', name]);
    const blob = repo.git(['hash-object', '-w', '--stdin'], 'entries: { skill:row: { stub: true } }\n');
    repo.git(['update-index', '--cacheinfo', `100644,${blob},governance/quay.yaml`]);
    repo.git([
      'reset',
      '--quiet',
      '--hard',
      repo.git(['commit-tree', repo.git(['write-tree']), ...parents, '-m', 'Three']),
    ]);
    const { complete, text } = await told(dir);
    expect(complete).toBe(true);
    expect(text).toContain('operator riskTier: limited →  (Three)');
    expect(text).toContain('operator stub:  → true (Three)');
  });

  test.each([
    ['broken YAML', 'entries: { skill:moor: { riskTier: high'],
    ['an anchor', 'entries: { skill:moor: { riskTier: &x high } }'],
    ['a key that stands twice', 'entries:\n  skill:moor: { riskTier: high }\n  skill:moor: { stub: true }\n'],
    ['entries that stand twice', 'entries:\n  skill:moor: { riskTier: high }\nentries: {}\n'],
    ['two documents', 'entries:\n  skill:moor: { riskTier: high }\n---\n{}\n'],
    ['a list', '- skill:moor\n'],
    ['nothing', ''],
    ['no text', '\0\0'],
    ['brackets without end', '['.repeat(100_000)],
    ['more than is read', `entries: { skill:moor: { riskTier: high } }\n#${'x'.repeat(1_000_000)}`],
    ['values that mean nothing', 'entries: { skill:moor: { riskTier: huge, stub: 1, category: 7, aliases: [1] } }'],
    ['names that are none', 'entries: { __proto__: { riskTier: high }, "skill:../x": { riskTier: high }, moor: {} }'],
  ])('counts %s as saying nothing', async (_, text) => {
    const { dir, commit } = catalogIn();
    commit(quay('  skill:moor: { riskTier: limited }\n'));
    commit({ 'governance/quay.yaml': text });
    commit(quay('  skill:moor: { riskTier: high }\n'));
    expect((await told(dir)).text).toBe(`skill:quay/moor
  2026-02-02 operator riskTier:  → limited (Decision 2)
  2026-02-03 operator riskTier: limited →  (Decision 3)
  2026-02-04 operator riskTier:  → high (Decision 4)`);
  });

  test.each([
    ['flow style', '{ entries: { skill:moor: { stub: true } } }'],
    [
      'comments everywhere',
      '# head\n\nentries: # here\n# there\n\n    # and here\n    skill:moor: # x\n      stub: true\n# end\n',
    ],
    ['Windows lines', 'trust: verified\r\nentries:\r\n  skill:moor:\r\n    stub: true\r\n'],
    ['quotes', '"entries":\n  "skill:moor":\n    "stub": true\n'],
    [
      'a long text',
      'entries:\n  skill:moor:\n    reason: |\n      skill:row:\n        riskTier: high\n    stub: true\n',
    ],
    ['a marker at the top', '---\nentries:\n  skill:moor:\n    stub: true\n'],
  ])('reads files in %s', async (_, text) => {
    const { dir, commit } = catalogIn();
    commit({ 'governance/quay.yaml': text });
    expect((await told(dir)).text).toBe('skill:quay/moor\n  2026-02-02 operator stub:  → true (Decision 2)');
  });

  test('reads no links and no files of other names', async () => {
    const { repo, dir, commit } = catalogIn();
    writeTree(repo.folder, { 'governance/link.yaml': { link: '../real.yaml' } });
    commit({
      'real.yaml': 'entries: { skill:moor: { stub: true } }',
      'governance/Quay.yaml': 'entries: { skill:moor: { stub: true } }',
      'governance/quay.yml': 'entries: { skill:moor: { stub: true } }',
      'governance/deep/quay.yaml': 'entries: { skill:moor: { stub: true } }',
    });
    expect(await told(dir)).toEqual({ complete: true, text: '', diagnostics: '' });
  });

  test('bounds subjects and names, and gives names only where the catalog allows it, addresses never', async () => {
    const { dir, commit } = catalogIn();
    const subject = `\u0001:100644 <b>\u{202E} ${'ü'.repeat(300)}`;
    commit(quay('  skill:moor: { stub: true }\n'), {
      subject: `${subject}\n\nThe body.`,
      author: `${'É'.repeat(300)} <ada@example.org>`,
      date: '2026-02-01T00:30:00+14:00',
    });
    const { history } = await readHistory({ dir, file });
    const [event] = history.events.get('skill:quay/moor') ?? [];
    expect(event).toMatchObject({ date: '2026-01-31T10:30:00Z', subject: `${subject.slice(0, 199)}…` });
    expect(event).not.toHaveProperty('author');
    const named = await told(dir, { authors: true });
    expect(named.text).toContain(`, ${'É'.repeat(199)}…)`);
    expect(named.text).not.toContain('ada@');
  });

  test('knows no uncommitted change', async () => {
    const { dir, commit } = catalogIn();
    commit(quay('  skill:moor: { stub: true }\n'));
    writeTree(dir, { 'governance/quay.yaml': 'entries: { skill:moor: { riskTier: high } }' });
    expect((await told(dir)).text).toBe('skill:quay/moor\n  2026-02-02 operator stub:  → true (Decision 2)');
  });
});
