import { expect, test } from 'vitest';
import {
  capabilitiesOf,
  diffCapabilities,
  EvidenceRecord,
  MAX_RECORDED,
  recordEvidence,
} from '../../src/domain/capability-diff.ts';
import type { Evidence } from '../../src/domain/evidence.ts';

const nothing: Evidence = {
  tools: [],
  scripts: [],
  hooks: [],
  servers: [],
  hosts: [],
  packages: [],
  variables: [],
  bytes: 100,
  tokens: { description: 10, body: 20, everything: 25 },
};

const record = (evidence: Partial<Evidence>): EvidenceRecord => recordEvidence({ ...nothing, ...evidence });

test('capabilities are texts by kind, sorted, each once', () => {
  const all = capabilitiesOf({
    ...nothing,
    tools: ['Write', 'Bash(ls *)', 'Write'],
    scripts: [{ path: 'scripts/a.py', language: 'python', executable: true }],
    hooks: [
      { event: 'PreToolUse', matcher: 'Bash', type: 'command', command: 'scripts/guard.sh' },
      { event: 'Stop', type: 'prompt' },
    ],
    servers: [
      { transport: 'stdio', command: 'npx tides', variables: ['KEY'] },
      { transport: 'http', host: 'mcp.tides.dev', variables: [] },
      { transport: 'http', variables: [] },
    ],
    hosts: ['tides.dev'],
    packages: [
      { manager: 'npm', name: 'tide', version: '1.2.3' },
      { manager: 'pypi', name: 'chart' },
    ],
    variables: ['TIDE_KEY'],
  });
  expect(all.map(({ kind, value }) => `${kind} ${value}`).join('\n')).toMatchInlineSnapshot(`
    "tool Bash(ls *)
    tool Write
    script scripts/a.py
    hook PreToolUse Bash: scripts/guard.sh
    hook Stop: prompt
    server http at an address given at run time
    server http mcp.tides.dev
    server stdio npx tides
    host tides.dev
    package npm:tide@1.2.3
    package pypi:chart
    variable TIDE_KEY"
  `);
});

test.each<[string, Partial<Evidence>, Partial<Evidence>, string[]]>([
  ['nothing', {}, {}, []],
  ['a tool more', {}, { tools: ['Bash'] }, ['+tool Bash']],
  ['a tool less', { tools: ['Bash'] }, {}, ['-tool Bash']],
  ['another host', { hosts: ['a.dev', 'b.dev'] }, { hosts: ['b.dev', 'c.dev'] }, ['+host c.dev', '-host a.dev']],
  [
    'another version',
    { packages: [{ manager: 'npm', name: 'tide', version: '1' }] },
    { packages: [{ manager: 'npm', name: 'tide', version: '2' }] },
    ['+package npm:tide@2', '-package npm:tide@1'],
  ],
  [
    'one name as two kinds',
    { tools: ['constructor'] },
    { variables: ['constructor'] },
    ['+variable constructor', '-tool constructor'],
  ],
])('the difference of %s', (_what, before, after, expected) => {
  const diff = diffCapabilities(record(before), record(after));
  expect([
    ...(diff?.added ?? []).map(({ kind, value }) => `+${kind} ${value}`),
    ...(diff?.removed ?? []).map(({ kind, value }) => `-${kind} ${value}`),
  ]).toEqual(expected);
  expect(diff).not.toHaveProperty('bytes');
});

test('sizes are told where they changed', () => {
  const after = record({ bytes: 120, tokens: { description: 10, body: 30, everything: 99 } });
  expect(diffCapabilities(record({}), after)).toEqual({
    added: [],
    removed: [],
    bytes: { from: 100, to: 120 },
    tokensBody: { from: 20, to: 30 },
  });
});

test('without a record of both, or with records of two readers, there is no difference', () => {
  expect(diffCapabilities(undefined, record({}))).toBeUndefined();
  expect(diffCapabilities(record({}), undefined)).toBeUndefined();
  expect(diffCapabilities({ ...record({}), reader: 99 }, record({}))).toBeUndefined();
});

test('a long value is cut, and its end still counts', () => {
  const hook = (end: string): Partial<Evidence> => ({
    hooks: [{ event: 'Stop', type: 'command', command: `${'x'.repeat(5000)}${end}` }],
  });
  const diff = diffCapabilities(record(hook('a')), record(hook('b')));
  expect(diff?.added[0]?.value).toMatch(/^Stop: x{194}… #[0-9a-f]{8}$/);
  expect(diff?.added[0]?.value).not.toBe(diff?.removed[0]?.value);
});

test('of a list that is cut nothing is said about what lies behind its end', () => {
  const scripts = (from: number): Partial<Evidence> => ({
    scripts: Array.from({ length: 300 }, (_, n) => ({
      path: `s${String(from + n).padStart(4, '0')}.sh`,
      language: 'shell',
      executable: false,
    })),
  });
  const [before, after] = [record(scripts(1)), record(scripts(0))];
  expect(after.script).toHaveLength(MAX_RECORDED);
  expect(diffCapabilities(before, after)).toEqual({ added: [{ kind: 'script', value: 's0000.sh' }], removed: [] });
});

test('a record holds no empty lists and is what its schema says', () => {
  const made = record({ hosts: ['tides.dev'] });
  expect(Object.keys(made)).toEqual(['reader', 'host', 'bytes', 'tokensDescription', 'tokensBody']);
  expect(JSON.stringify(EvidenceRecord.parse(structuredClone(made)))).toBe(JSON.stringify(made));
});
