import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createDialogue } from '../../../src/client/command-line/dialogue.ts';
import { readCommandLine } from '../../../src/client/command-line/flags.ts';
import { oneOf, wholeNumber } from '../../../src/client/command-line/choices.ts';
import type { Candidate } from '../../../src/client/model/dialogue.ts';
import { columns, cut, oneLine, paint, plain, table, wrap } from '../../../src/client/report/layout.ts';
import type { ShardEntry } from '../../../src/domain/index-v1.ts';

describe('words and options', () => {
  test.each([
    [['install', '007', 'pdf'], { words: ['install', '007', 'pdf'] }],
    [['install', '--yes', '007', '--json', '1e3'], { words: ['install', '007', '1e3'], yes: true, json: true }],
    [['pull', 'pdf', '--destination', '0123'], { words: ['pull', 'pdf'], destination: '0123' }],
    [['pull', '--destination=2026=x', 'pdf'], { words: ['pull', 'pdf'], destination: '2026=x' }],
    [['x', '--registry', 'a', '--registry=b'], { words: ['x'], registry: ['a', 'b'] }],
    [
      ['x', '--harness', 'codex,cursor', '--harness', 'agents'],
      { words: ['x'], harness: ['codex', 'cursor', 'agents'] },
    ],
    [
      ['x', '--harness', 'claude,gemini,copilot,constructor'],
      { harness: ['claude-code', 'gemini-cli', 'github-copilot', 'constructor'] },
    ],
    [['x', '-y'], { words: ['x'], yes: true }],
    [['x', '--force=false'], { words: ['x'], force: false }],
    [['x', '--', '--yes', '-y'], { words: ['x', '--yes', '-y'], yes: false }],
  ])('are read from %j as they were typed', (argv, expected) => {
    const { words, flags } = readCommandLine(argv);
    expect({ words, ...flags }).toMatchObject(expected);
  });

  test('are refused where one is given twice, or is none of the words it takes', () => {
    expect(() => readCommandLine(['x', '--source', 'a', '--source', 'b'])).toThrow('--source is given more than once.');
    expect(() => oneOf('--tier', 'hig', ['minimal', 'limited', 'high'])).toThrow(
      '--tier does not take "hig". Did you mean "high"?',
    );
    expect(() => oneOf('--tier', 'huge tier', ['minimal', 'high'])).toThrow('Known here: minimal, high.');
    expect(() => wholeNumber('--limit', '0')).toThrow('--limit takes a number from 1 on, not "0".');
  });
});

describe('layout', () => {
  test('counts columns of wide letters, marks and paint', () => {
    expect(['abc', '港口', 'e\u0301', '⚓', paint('red', 'ab', { color: true })].map(columns)).toEqual([3, 4, 1, 2, 2]);
    expect(cut('港口港口', 5)).toBe('港口…');
    expect(cut('abc', 3)).toBe('abc');
  });

  test('wraps, and lays out tables', () => {
    expect(wrap('one two three four five six seven', { width: 24 })).toEqual([
      '  one two three four',
      '  five six seven',
    ]);
    expect(wrap('one two', plain)).toEqual(['  one two']);
    expect(
      table(
        [
          ['a', 'bb', 'c'],
          ['港口', 'b', ''],
        ],
        plain,
      ),
    ).toEqual(['a     bb  c', '港口  b']);
  });

  test('lets nothing of strangers move the cursor', () => {
    expect(oneLine(' a\n\tb\u001B[2J\u202E\u0007 ')).toBe('a b\\u{1b}[2J\\u{202e}\\u{7}');
  });
});

/** A terminal at which somebody types these lines. */
function terminal(answers: readonly string[], { agreed = false, isTTY = true } = {}) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const written: string[] = [];
  output.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  for (const answer of answers) input.write(`${answer}\n`);
  const dialogue = createDialogue({
    input: input as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
    progress: { step: () => undefined, end: () => undefined },
    layout: { color: false, width: 80 },
    agreed,
    quiet: false,
  });
  return { dialogue, written: () => stripVTControlCharacters(written.join('')), hangUp: () => input.end() };
}

const candidates = ['quay', 'dock'].map((source): Candidate => {
  const entry = {
    id: `skill:${source}/moor`,
    description: `Moors at the ${source}.\u001B[2J`,
    riskTier: 'limited',
    category: source === 'dock' ? 'raw' : 'standard',
    stub: false,
    status: 'active',
  };
  return {
    registry: { address: 'https://harbour.example.org/market/' } as Candidate['registry'],
    entry: entry as unknown as ShardEntry,
  };
});
const request = { text: 'moor', name: 'moor' };

describe('questions', () => {
  test('show what a name can mean, and take a number', async () => {
    const { dialogue, written } = terminal(['2']);
    expect(await dialogue.choose(request, candidates)).toBe(candidates[1]);
    expect(written()).toMatchInlineSnapshot(`
      ""moor" can be any of these:

        1  skill:quay/moor · limited risk · no licence stated
           Moors at the quay.\\u{1b}[2J
           https://harbour.example.org/market/
        2  skill:dock/moor · limited risk · raw · no licence stated
           Moors at the dock.\\u{1b}[2J
           https://harbour.example.org/market/

      Which one? (1–2, nothing to stop) 2
      "
    `);
  });

  test.each([
    ['', 'Nothing was written.'],
    ['3', '"3" is none of the numbers from 1 to 2.'],
    ['quay', '"quay" is none of the numbers from 1 to 2.'],
  ])('stop at the answer "%s"', async (answer, sentence) => {
    await expect(terminal([answer]).dialogue.choose(request, candidates)).rejects.toThrow(sentence);
  });

  test.each([
    [['y'], {}, true],
    [['Yes'], {}, true],
    [[], { agreed: true }, true],
    [[], { isTTY: false }, false],
    [[], { isTTY: false, agreed: true }, true],
  ] as const)('agree with %j and %j: %s', async (answers, options, agreed) => {
    expect(await terminal(answers, options).dialogue.agree([])).toBe(agreed);
  });

  test.each(['n', '', 'maybe'])('stop at "%s", and do not ask again', async (answer) => {
    await expect(terminal([answer]).dialogue.agree([])).rejects.toThrow(/^Nothing was written\.$/);
    await expect(terminal([answer]).dialogue.confirm(() => 'A folder.')).rejects.toThrow(/^Nothing was written\.$/);
  });

  test('show without asking', async () => {
    const { dialogue, written } = terminal([]);
    await dialogue.show([]);
    expect(written()).toBe('');
  });

  test('end without a trace where the person hangs up', async () => {
    const { dialogue, hangUp } = terminal([]);
    const answer = dialogue.agree([]);
    hangUp();
    await expect(answer).rejects.toThrow('Nothing was written.');
  });

  test('are not asked off a terminal', async () => {
    expect(await terminal([], { isTTY: false }).dialogue.choose(request, candidates)).toBeUndefined();
  });
});
