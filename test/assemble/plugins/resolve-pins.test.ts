import { describe, expect, test } from 'vitest';
import { resolvePins } from '../../../src/assemble/plugins/resolve-pins.ts';
import type { Advisory } from '../../../src/domain/advisory-file.ts';
import { GovernanceFile, SourceFile } from '../../../src/domain/catalog.ts';
import { Lock } from '../../../src/domain/lock.ts';
import { PluginFile } from '../../../src/domain/plugin-file.ts';
import type { Source } from '../../../src/domain/source.ts';
import { messages } from '../../helpers/message.ts';

const digest = (n: number): string => String(n).repeat(64);

interface Said {
  readonly source?: object;
  readonly governance?: object;
  readonly gone?: true;
  readonly labels?: Record<string, number>;
}

/** A source "quay" with one skill "moor" of four revisions, labelled 1.0.0, nothing, 1.2 and 1.2. */
function quay({ source = {}, governance = {}, gone, labels }: Said = {}): Source {
  const versions = ['1.0.0', undefined, '1.2', '1.2'];
  const revisions = versions.map((version, index) => ({
    revision: index + 1,
    digest: digest(index + 1),
    ...(version !== undefined && { version }),
    date: '2026-01-01T00:00:00Z',
  }));
  const absences = gone && [{ since: '2026-02-01T00:00:00Z' }];
  const moor = { path: 'skills/moor', revisions, ...(absences && { absences }), ...(labels && { labels }) };
  return {
    id: 'quay',
    origin: { local: 'quay' },
    ref: 'HEAD',
    path: '',
    place: 'local:quay',
    file: SourceFile.parse({ local: 'quay', entries: { 'skill:moor': source } }),
    governance: GovernanceFile.parse({ entries: { 'skill:moor': governance } }),
    lock: Lock.parse({
      formatVersion: '1.0',
      place: 'local:quay',
      selection: digest(0),
      reader: 2,
      date: '2026-01-01T00:00:00Z',
      entries: { 'skill:moor': moor },
    }),
    faulty: false,
    locate: () => undefined,
    locateGovernance: () => undefined,
  };
}

function resolved(member: string, source = quay(), advisories: readonly Advisory[] = []) {
  const file = PluginFile.parse({ description: 'All.', version: '1.0.0', members: [member] });
  const { members, diagnostics } = resolvePins(
    { name: 'kit', file, locate: () => ({ line: 4, column: 5 }) },
    [source],
    advisories,
  );
  return { revision: members[0]?.revision, said: messages(diagnostics) };
}

const draft = { revisions: { 4: { status: 'draft' } } };
const old = { revisions: { 4: { status: 'deprecated', reason: 'Slow.' } } };

describe('a pin means one revision', () => {
  test.each<[string, Said, number]>([
    ['', {}, 4],
    ['@latest', {}, 4],
    ['@2', {}, 2],
    ['@v1.0.0', {}, 1],
    ['@v1.0', {}, 1],
    // Two revisions carry this label; it is that of the first.
    ['@v1.2.0', {}, 3],
    ['@v1.2', {}, 3],
    ['@v1.3.0', { labels: { '1.3.0': 4 } }, 4],
    [`@sha256:${digest(2)}`, {}, 2],
    ['@production', { governance: { aliases: { production: 3 } } }, 3],
    ['@v2', { governance: { aliases: { v2: 2 } } }, 2],
    ['', { source: draft }, 3],
    ['', { governance: old }, 3],
    // The operator's word goes before the publisher's.
    ['', { source: draft, governance: { revisions: { 4: { status: 'active' } } } }, 4],
    ['@2', { gone: true }, 2],
  ])('skill:quay/moor%s, where %j is said, means %i', (pin, said, revision) => {
    expect(resolved(`skill:quay/moor${pin}`, quay(said))).toEqual({ revision, said: '' });
  });

  test.each<[string, Said]>([
    ['@4', { source: draft }],
    ['@production', { governance: { ...old, aliases: { production: 4 } } }],
  ])('skill:quay/moor%s is taken as it is pinned, and said', (pin, said) => {
    const { revision, said: text } = resolved(`skill:quay/moor${pin}`, quay(said));
    expect(revision).toBe(4);
    expect(text).toContain('info plugin-member-not-active plugins/kit.yaml:4:5 Revision 4 of skill:quay/moor is ');
  });
});

test('what means nothing says why, and what to write instead', () => {
  const all = { status: 'deprecated', reason: 'Old.' };
  const advisory: Advisory = {
    id: 'harbour-1',
    severity: 'high',
    reason: 'It sinks ships.',
    affects: [{ index: 0, entry: 'skill:quay/moor', revisions: { from: 2, to: 3 } }],
    references: [],
    locate: () => undefined,
  };
  const cases: [string, Source?, Advisory[]?][] = [
    ['skill:quai/moor'],
    ['skill:quay/more'],
    ['subagent:quay/moor'],
    ['skill:quay/moor@5'],
    ['skill:quay/moor@v3.0.0'],
    ['skill:quay/moor@prod', quay({ governance: { aliases: { production: 1 } } })],
    ['skill:quay/moor@gone', quay({ governance: { aliases: { gone: 9 } } })],
    [`skill:quay/moor@sha256:${digest(9)}`],
    ['skill:quay/moor', quay({ source: all })],
    ['skill:quay/moor', quay({ gone: true })],
    ['skill:quay/moor@4', quay({ source: { revisions: { 4: { status: 'deleted' } } } })],
    ['skill:quay/moor@3', quay(), [advisory]],
    ['skill:quay/moor@constructor'],
    ['skill:quay/constructor'],
  ];
  const said = cases.map(([member, source, advisories]) => {
    const { revision, said: text } = resolved(member, source, advisories);
    expect(revision).toBeUndefined();
    return text.replace('error ', '').replace('plugins/kit.yaml:4:5 ', '');
  });
  expect(said.join('\n')).toMatchInlineSnapshot(`
    "plugin-member-unknown There is no source "quai". | Did you mean "quay"?
    plugin-member-unknown The source "quay" has no skill:more. | Did you mean "skill:quay/moor"?
    plugin-member-unknown The source "quay" has no subagent:moor. | Known here: skill:quay/moor.
    plugin-member-unresolved skill:quay/moor has no revision 5; there are 4. | Pin another revision, such as skill:acme/pdf@3, or set the status of one to active.
    plugin-member-unresolved skill:quay/moor has no version 3.0.0. | Did you mean "v1.0.0"?
    plugin-member-unresolved skill:quay/moor has no alias "prod". | Known here: production, latest.
    plugin-member-unresolved The alias "gone" of skill:quay/moor points to revision 9, which does not exist. | Pin another revision, such as skill:acme/pdf@3, or set the status of one to active.
    plugin-member-unresolved No revision of skill:quay/moor has this digest. | Pin another revision, such as skill:acme/pdf@3, or set the status of one to active.
    plugin-member-unresolved skill:quay/moor has no active revision: 1 is deprecated, 2 is deprecated, 3 is deprecated, 4 is deprecated. | Pin another revision, such as skill:acme/pdf@3, or set the status of one to active.
    plugin-member-unresolved skill:quay/moor is no longer in its source. | Pin a revision to keep it: skill:quay/moor@4.
    plugin-member-unresolved Revision 4 of skill:quay/moor is deleted. | Pin another revision, such as skill:acme/pdf@3, or set the status of one to active.
    plugin-member-unresolved Revision 3 of skill:quay/moor is taken back by advisories/harbour-1.yaml: It sinks ships. | Pin another revision, such as skill:acme/pdf@3, or set the status of one to active.
    plugin-member-unresolved skill:quay/moor has no alias "constructor". | Known here: latest.
    plugin-member-unknown The source "quay" has no skill:constructor. | Known here: skill:quay/moor."
  `);
});

test('a digest that an advisory takes back is refused wherever it is listed', () => {
  const advisory: Advisory = {
    id: 'harbour-2',
    severity: 'high',
    reason: 'It sinks ships.',
    affects: [{ index: 0, digest: digest(4) }],
    references: [],
    locate: () => undefined,
  };
  expect(resolved('skill:quay/moor', quay(), [advisory]).said).toContain('advisories/harbour-2.yaml: It sinks ships.');
  expect(resolved('skill:quay/moor@1', quay(), [advisory]).revision).toBe(1);
});
