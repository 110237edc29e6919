/** How a harness writes a variable of the environment; undefined where it puts in none. */
export type Expand = ((name: string) => string) | undefined;

/** What harnesses write for variables: `${NAME}`, `${NAME:-default}`, `${env:NAME}`, `{env:NAME}`. */
const VARIABLE = /\$\{(?:env:)?([A-Za-z_]\w*)(?::-[^}]*)?\}|\{env:([A-Za-z_]\w*)\}/g;

interface Rewritten {
  readonly text: string;
  readonly variables: readonly string[];
}

/**
 * A text of a configuration with its variables in the form of one harness.
 *
 * @returns One sentence instead where the harness cannot be told.
 */
export function rewriteVariables(text: string, expand: Expand): Rewritten | { readonly why: string } {
  const variables = [...text.matchAll(VARIABLE)].map(([, plain, braced]) => plain ?? braced ?? '');
  const [other] = /\$\{[^}]*\}?/.exec(text.replaceAll(VARIABLE, '')) ?? [];
  if (other !== undefined) return { why: `Its configuration needs ${other}, which is not known there.` };
  if (variables.length > 0 && !expand)
    return { why: `Its configuration needs the variable ${variables[0]} in a place where none are put in there.` };
  return {
    text: text.replaceAll(
      VARIABLE,
      (whole, plain?: string, braced?: string) => expand?.(plain ?? braced ?? '') ?? whole,
    ),
    variables,
  };
}

/** The variable in which a person keeps the value of a header: `Authorization` of `desk` is `DESK_AUTHORIZATION`. */
export function headerVariable(server: string, header: string): string {
  return `${server}_${header}`
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '_')
    .replace(/^(?=\d)/, '_');
}
