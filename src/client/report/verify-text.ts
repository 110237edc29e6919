import type { VerifyFinding, VerifyResult } from '../model/result.ts';
import { counted, type Layout, oneLine, paint, wrap } from './layout.ts';

const words: Record<VerifyFinding['code'], string> = {
  missing: 'missing',
  changed: 'changed',
  added: 'added',
  'setting-missing': 'missing',
  'setting-changed': 'changed',
  withdrawn: 'withdrawn',
  'registry-unread': 'not known',
};

/** What differs from what was installed, and what has been taken back since. */
export function verifyText({ root, checked, findings, notes }: VerifyResult, layout: Layout): string {
  const lines = findings.flatMap(({ id, code, target, message }) => [
    `${paint(code === 'withdrawn' ? 'red' : 'yellow', words[code], layout)}  ${paint('bold', id, layout)}${target === undefined || message.startsWith(target) ? '' : `  ${oneLine(target)}`}`,
    ...wrap(oneLine(message), layout),
  ]);
  const entries = counted(checked, 'entry', 'entries');
  const verdict =
    checked === 0
      ? `Nothing is installed in ${oneLine(root)}.`
      : findings.length === 0
        ? `${entries} as installed, and none withdrawn.`
        : `${counted(findings.length, 'finding')} in ${entries}.`;
  return [...notes.map(oneLine), ...lines, ...(lines.length > 0 ? [''] : []), verdict].join('\n');
}
