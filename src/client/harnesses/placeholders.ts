import { shownText } from '../../domain/shown-text.ts';

const LONGEST_SHOWN = 60;

/** How a harness writes a variable of the environment, with the value where it is not set; undefined where it puts in none. */
export type Expand = ((name: string, otherwise?: string) => string) | undefined;

/**
 * What harnesses write for variables: `${NAME}`, `${NAME:-default}`, `${env:NAME}`, `{env:NAME}`. Names in small letters
 * without `env:` are words of editors, such as `${workspaceFolder}`.
 */
const VARIABLE =
  /\$\{(?:env:(?<said>[A-Za-z_]\w*)|(?!CLAUDE_)(?<plain>[A-Z_][A-Z0-9_]*))(?::-(?<otherwise>[^}]*))?\}|\{env:(?<braced>[A-Za-z_]\w*)\}/g;

/** What some harness would put something else in for, be it a variable or a whole file (OpenCode). */
const OTHER = /\$\{[^}]*\}?|\$[A-Za-z_]\w*|\{(?:file|env):[^}]*\}?/;

interface Rewritten {
  readonly text: string;
  readonly variables: readonly string[];
  /** Those whose values for the case that they are not set got lost. */
  readonly bare: readonly string[];
}

/**
 * A text of a configuration with its variables in the form of one harness.
 *
 * @returns One sentence instead where the harness cannot be told.
 */
export function rewriteVariables(text: string, expand: Expand): Rewritten | { readonly why: string } {
  const [other] = OTHER.exec(text.replaceAll(VARIABLE, '')) ?? [];
  if (other !== undefined)
    return { why: `Its configuration needs ${shownText(other, LONGEST_SHOWN)}, which is not known there.` };
  const found = [...text.matchAll(VARIABLE)].map(({ 0: whole, index, groups = {} }) => {
    const name = groups['said'] ?? groups['plain'] ?? groups['braced'] ?? '';
    return { whole, index, name, otherwise: groups['otherwise'] };
  });
  const [first] = found;
  if (first && !expand)
    return { why: `Its configuration needs the variable ${first.name} in a place where none are put in there.` };
  let rewritten = '';
  let end = 0;
  const bare: string[] = [];
  for (const { whole, index, name, otherwise } of found) {
    const written = expand?.(name, otherwise) ?? whole;
    rewritten += text.slice(end, index) + written;
    end = index + whole.length;
    if (otherwise !== undefined && !written.includes(`:-${otherwise}`)) bare.push(name);
  }
  return { text: rewritten + text.slice(end), variables: found.map(({ name }) => name), bare };
}

/** The variable in which a person keeps the value of a header: `Authorization` of `desk` is `DESK_AUTHORIZATION`. */
export function headerVariable(server: string, header: string): string {
  return `${server}_${header}`
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '_')
    .replace(/^(?=\d)/, '_');
}
