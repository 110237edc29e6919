import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { openTerminal } from '../../src/report/questions.ts';

test('a question is asked until the answer can stand, and not of a terminal that is gone', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const terminal = openTerminal(input, output);
  input.end('x\n-\n\n');
  const judge = (text: string): string | undefined => (text === 'x' ? 'Not that\u001B[2J.' : undefined);
  expect(await terminal.ask('id', 'quay', judge)).toBe('');
  expect(await terminal.ask('id', 'quay', judge)).toBe('quay');
  expect(await terminal.ask('id', 'pier', judge)).toBeUndefined();
  expect(await terminal.agree('Write this?')).toBe(false);
  terminal.close();
  const written = String(output.read());
  expect(written).toContain('[quay; - for none]');
  expect(written).toContain('Not that\\u{1b}[2J.');
});

test('that an answer may be left out is said only where it may', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const terminal = openTerminal(input, output);
  input.end('-\n\n');
  const judge = (text: string): string | undefined => (text === '' ? 'Give it an id.' : undefined);
  expect(await terminal.ask('id', 'quay', judge)).toBe('quay');
  terminal.close();
  expect(String(output.read())).toBe('Id of the source [quay]:   Give it an id.\nId of the source [quay]: ');
});
