/** What expressions can name: `github`, `runner`, `steps` and so on. */
export type Context = Readonly<Record<string, unknown>>;

/** Replaces `${{ … }}` in a text, as GitHub does before a step runs. */
export function fill(text: string, context: Context): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/g, (_whole, expression: string) => textOf(evaluate(expression, context)));
}

/** Whether a step runs. Without a condition: where nothing before it has failed. */
export function isMet(condition: string | undefined, context: Context, hasFailed: boolean): boolean {
  if (condition === undefined) return !hasFailed;
  const bare = /^\s*\$\{\{(.*)\}\}\s*$/s.exec(condition)?.[1] ?? condition;
  const asksForState = /\b(?:cancelled|always|failure)\(\)/.test(bare);
  return (asksForState || !hasFailed) && Boolean(evaluate(bare, context));
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error('An expression gives a list or a map.');
}

/**
 * The part of GitHub's language of expressions that the templates use: names, texts, `||`, `&&`, `!`, `==`, `!=`, and
 * three functions. Anything else is an error.
 */
export function evaluate(expression: string, context: Context): unknown {
  const tokens = expression.match(/'(?:[^']|'')*'|\|\||&&|==|!=|[!(),]|[\w.-]+|\S/g) ?? [];
  let at = 0;
  const take = (token: string): boolean => tokens[at] === token && (at += 1) > 0;
  const expect = (token: string): void => {
    if (!take(token)) throw new Error(`Not understood: ${expression}`);
  };
  const either = (): unknown => {
    let value = both();
    while (take('||')) {
      const other = both();
      value = value ? value : other;
    }
    return value;
  };
  const both = (): unknown => {
    let value = equal();
    while (take('&&')) {
      const other = equal();
      value = value ? other : value;
    }
    return value;
  };
  const equal = (): unknown => {
    const value = single();
    if (take('==')) return value === single();
    if (take('!=')) return value !== single();
    return value;
  };
  const single = (): unknown => {
    if (take('!')) return !single();
    if (take('(')) {
      const value = either();
      expect(')');
      return value;
    }
    const token = tokens[at] ?? '';
    at += 1;
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (!/^[a-zA-Z][\w.-]*$/.test(token)) throw new Error(`Not understood: ${expression}`);
    return take('(') ? call(token) : lookUp(token, context);
  };
  const call = (name: string): unknown => {
    const values: unknown[] = [];
    while (!take(')')) {
      values.push(either());
      if (tokens[at] !== ')') expect(',');
    }
    const [first, second] = values;
    if (name === 'cancelled') return false;
    if (name === 'fromJSON') return JSON.parse(textOf(first));
    if (name === 'contains' && Array.isArray(first)) return first.includes(second);
    // The cache of the tests is empty, so that its key does not matter.
    if (name === 'hashFiles') return 'hash';
    throw new Error(`There is no function ${name} here.`);
  };
  const value = either();
  if (at !== tokens.length) throw new Error(`Not understood: ${expression}`);
  return value;
}

/** A name that is not there is empty, as it is for GitHub; its first word has to be known. */
function lookUp(name: string, context: Context): unknown {
  const [first = '', ...rest] = name.split('.');
  if (!Object.hasOwn(context, first)) throw new Error(`Nothing is called ${first} in expressions here.`);
  return rest.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    context[first],
  );
}
