import parse from 'spdx-expression-parse';

type Expression = ReturnType<typeof parse>;

/** In characters. What is longer is a text about licences; the parser goes as deep as its brackets do. */
const LONGEST = 200;

/** True for an SPDX id or expression (SPDX specification 3.0, annex "SPDX license expressions"), deprecated ids among them. */
export function isLicenseExpression(text: string): boolean {
  return parsed(text) !== undefined;
}

/**
 * Whether one may copy under an expression: of a choice one part has to be allowed, of what applies together all parts.
 *
 * @param allowed SPDX ids, or whole parts with their exception (`Apache-2.0 WITH LLVM-exception`).
 * @returns False for what is no expression.
 */
export function allowsLicense(text: string, allowed: readonly string[]): boolean {
  const expression = parsed(text);
  return expression !== undefined && allows(expression, new Set(allowed));
}

function parsed(text: string): Expression | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    return parse(text);
  } catch {
    // An exception is how the parser says that a text is no expression.
    return undefined;
  }
}

function allows(expression: Expression, allowed: ReadonlySet<string>): boolean {
  if ('license' in expression) {
    const { license, plus, exception } = expression;
    return allowed.has(`${license}${plus ? '+' : ''}${exception === undefined ? '' : ` WITH ${exception}`}`);
  }
  const { conjunction, left, right } = expression;
  return conjunction === 'or'
    ? allows(left, allowed) || allows(right, allowed)
    : allows(left, allowed) && allows(right, allowed);
}
