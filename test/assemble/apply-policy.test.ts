import { describe, expect, test } from 'vitest';
import { hasErrors } from '../../src/domain/diagnostic.ts';
import { catalogOf, type Harbour } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';
import { messages } from '../helpers/message.ts';

const harbour: Harbour = {
  files: {
    'tides/SKILL.md': skill('name: charts\ndescription: Reads charts.\nmetadata: { risk-tier: minimal }'),
    'log/SKILL.md': skill('name: Log Book\ndescription: Keeps a log.\nmetadata: { risk-tier: minimal }'),
  },
};

const exception = (rule: string, until: string, entry = ''): string =>
  `exceptions:\n  - { rule: ${rule}, ${entry}reason: Known., owner: Ada, until: ${until} }`;

async function rulesOf(governance: string, severities: object = {}): Promise<string[]> {
  const { diagnostics } = await catalogOf([{ ...harbour, governance }], { severities });
  return diagnostics.map(
    ({ rule, severity, entry = '', exception: accepted }) =>
      `${severity} ${rule} ${entry}${accepted ? ` accepted until ${accepted.until}` : ''}`,
  );
}

const untouched = [
  'info entry-name-changed skill:harbour/log-book',
  'warning skill-name-format skill:harbour/log-book',
  'warning skill-name-mismatch skill:harbour/log-book',
  'warning skill-name-mismatch skill:harbour/charts',
];

test('without a word of policy the rules weigh what they weigh', async () => {
  expect(await rulesOf('')).toEqual(untouched);
});

test('severities give another weight, or none', async () => {
  const severities = { 'skill-name-mismatch': 'error', 'skill-name-format': 'off', 'entry-name-changed': 'off' };
  expect(await rulesOf('', severities)).toEqual([
    'error skill-name-mismatch skill:harbour/log-book',
    'error skill-name-mismatch skill:harbour/charts',
  ]);
});

describe('an exception', () => {
  test('covers one rule in a whole source', async () => {
    expect(await rulesOf(exception('skill-name-mismatch', '2026-11-20'))).toEqual([
      ...untouched.slice(0, 2),
      'warning skill-name-mismatch skill:harbour/log-book accepted until 2026-11-20',
      'warning skill-name-mismatch skill:harbour/charts accepted until 2026-11-20',
    ]);
  });

  test('covers one rule in one entry', async () => {
    expect(await rulesOf(exception('skill-name-mismatch', '2027-01-01', 'entry: "skill:charts", '))).toEqual([
      ...untouched.slice(0, 3),
      'warning skill-name-mismatch skill:harbour/charts accepted until 2027-01-01',
    ]);
  });

  test('covers nothing past its date, and that is said', async () => {
    const { diagnostics } = await catalogOf([
      { ...harbour, governance: exception('skill-name-mismatch', '2026-11-19') },
    ]);
    expect(diagnostics.filter(({ exception: accepted }) => accepted)).toEqual([]);
    expect(messages(diagnostics.filter(({ rule }) => rule.startsWith('exception')))).toMatchInlineSnapshot(
      `"warning exception-expired governance/harbour.yaml:2:5 The exception for skill-name-mismatch ended on 2026-11-19. | Look at the case again, then set a new date or delete the exception."`,
    );
  });

  test('that nothing needs is said', async () => {
    const { diagnostics } = await catalogOf([{ ...harbour, governance: exception('skill-name-long', '2027-01-01') }]);
    expect(messages(diagnostics.filter(({ rule }) => rule.startsWith('exception')))).toMatchInlineSnapshot(
      `"info exception-unused governance/harbour.yaml:2:5 Nothing breaks skill-name-long where this exception holds. | Delete it."`,
    );
  });

  test('that is idle can be given another weight too', async () => {
    const governance = exception('skill-name-long', '2027-01-01');
    expect(await rulesOf(governance, { 'exception-unused': 'off' })).toEqual(untouched);
  });

  test('of one source says nothing of another', async () => {
    const other = { ...harbour, id: 'yard' };
    const governance = exception('skill-name-mismatch', '2027-01-01');
    const { diagnostics } = await catalogOf([{ ...harbour, governance }, other]);
    const open = diagnostics.filter(({ rule, exception: accepted }) => rule === 'skill-name-mismatch' && !accepted);
    expect(open.map(({ source }) => source)).toEqual(['yard', 'yard']);
  });

  test('takes the weight of an error away', async () => {
    const severities = { 'skill-name-mismatch': 'error' };
    const bare = await catalogOf([harbour], { severities });
    const excused = await catalogOf([{ ...harbour, governance: exception('skill-name-mismatch', '2027-01-01') }], {
      severities,
    });
    expect([hasErrors(bare.diagnostics), hasErrors(excused.diagnostics)]).toEqual([true, false]);
  });
});
