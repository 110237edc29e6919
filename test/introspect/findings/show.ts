import { scanFile } from '../../../src/introspect/findings/scan-file.ts';

/** The findings of a text, one line each: place, rule without its prefix, severity, excerpt and what it spells. */
export function show(text: string, path = 'SKILL.md'): string[] {
  return scanFile(path, text).map(({ rule, severity, line, column, excerpt, decoded }) => {
    const spelled = decoded === undefined ? '' : ` => ${decoded}`;
    return `${line}:${column} ${rule.replace('finding-', '')} ${severity}: ${excerpt}${spelled}`;
  });
}

/** A text in tag characters. */
export function inTags(text: string): string {
  return Array.from(text, (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');
}

/** Letters and digits as a generator of keys would give them, the same in each run. No real credential has this form. */
export function random(length: number, alphabet = 'QsW8dXr5CfTv3gYbHn7uJmKi9LoPzAe2D'): string {
  let state = 42;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return alphabet[state % alphabet.length];
  }).join('');
}
