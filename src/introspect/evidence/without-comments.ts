const hash = new Set(['', 'shell', 'python', 'ruby', 'perl', 'powershell', 'r', 'elixir', 'dockerfile', 'env']);

/** A stretch of lines that is no code: how it begins at the start of a line, and what ends it. */
interface Block {
  readonly end: string;
  /** False for a text in code that is only followed so that its end is not taken for a beginning. */
  readonly dropped: boolean;
}

/**
 * Code without its comment lines, block comments, documentation strings and comments at the ends of lines. Works line
 * by line, without a grammar of the language: a text in quotes is recognised well enough not to be cut. What cannot be
 * told from code stays.
 */
export function withoutComments(text: string, language: string): string {
  const kept: string[] = [];
  let block: Block | undefined;
  for (const line of text.split('\n')) {
    if (block) {
      const end: number = line.indexOf(block.end);
      if (!block.dropped) kept.push(line);
      else if (end !== -1) kept.push(line.slice(end + block.end.length));
      if (end !== -1) block = undefined;
      continue;
    }
    const code = line.trimStart();
    if (isComment(code, language)) continue;
    block = blockAt(code, language);
    if (block?.dropped === true) continue;
    kept.push(withoutTrailing(line, language));
  }
  return kept.join('\n');
}

function isComment(code: string, language: string): boolean {
  if (language === 'batch') return /^(?:rem\b|::)/i.test(code);
  if (language === 'lua') return code.startsWith('--');
  if (language === 'python' && isDocumentation(code)) return true;
  if (hash.has(language)) return code.startsWith('#') || (language === '' && code.startsWith('//'));
  if (code.startsWith('/*')) return /\*\/\s*$/.test(code) && code.indexOf('*/') === code.lastIndexOf('*/');
  return code.startsWith('//');
}

/** True for a documentation string that ends in the line it begins in. */
function isDocumentation(code: string): boolean {
  const quotes = /^[rRuUbBfF]{0,2}("""|''')/.exec(code)?.[1];
  if (quotes === undefined) return false;
  const parts = code.split(quotes);
  return parts.length === 3 && parts[2]?.trim() === '';
}

function blockAt(code: string, language: string): Block | undefined {
  if (language === 'python') {
    const quotes = /"""|'''/.exec(code)?.[0];
    if (quotes === undefined) return undefined;
    const dropped = /^[rRuUbBfF]{0,2}(?:"""|''')/.test(code);
    return code.split(quotes).length % 2 === 0 ? { end: quotes, dropped } : undefined;
  }
  if (language === 'powershell') return code.startsWith('<#') && !code.includes('#>') ? drop('#>') : undefined;
  if (hash.has(language) || language === 'lua' || language === 'batch') return undefined;
  return code.startsWith('/*') && !code.includes('*/') ? drop('*/') : undefined;
}

function drop(end: string): Block {
  return { end, dropped: true };
}

function withoutTrailing(line: string, language: string): string {
  const mark = hash.has(language) ? ' #' : language === 'lua' ? ' --' : ' //';
  const at = line.indexOf(mark);
  if (at === -1 || language === 'batch') return line;
  const before = line.slice(0, at);
  return isBalanced(before, '"') && isBalanced(before, "'") && isBalanced(before, '`') ? before : line;
}

function isBalanced(text: string, quote: string): boolean {
  let count = 0;
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) count += 1;
  return count % 2 === 0;
}
