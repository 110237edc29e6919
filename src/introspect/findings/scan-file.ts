import { type ContentFinding, MAX_DECODED, MAX_EXCERPT } from '../../domain/finding.ts';
import { type FindingRuleId, findingRules } from '../../domain/rules/finding.ts';
import { by } from '../../domain/order.ts';
import { credentials, secretSpans } from './credentials.ts';
import { encodedCode } from './encoded-code.ts';
import { encodedText } from './encoded-text.ts';
import { type Span, excerptAt, showDecoded } from './excerpt.ts';
import { hiddenUnicode } from './hidden-unicode.ts';
import { modelComments } from './model-comments.ts';
import { privateFiles } from './private-files.ts';
import { rawAddresses } from './raw-addresses.ts';
import { remoteCode } from './remote-code.ts';
import type { Hit, Scanner, TextFile } from './scanner.ts';

/** Everything that is looked for. */
const scanners: readonly Scanner[] = [
  hiddenUnicode,
  remoteCode,
  encodedCode,
  encodedText,
  credentials,
  privateFiles,
  rawAddresses,
  modelComments,
];

/** How many findings of one rule are listed for one file. The rest is counted. */
const MAX_LISTED = 50;

/**
 * What the content of one file gives to think about, in the order of the file. The path only decides whether the text
 * is prose, and is handed on; the text is what is in the file, a byte order mark included. The same text gives the same
 * findings on every machine, in time that grows with its length and no faster.
 */
export function scanFile(path: string, text: string): readonly ContentFinding[] {
  const file: TextFile = { path, text, prose: /\.(?:md|mdx|mdc|markdown|txt|html?)$/i.test(path) };
  const listed = new Map<FindingRuleId, { hits: Hit[]; more: number }>();
  for (const scan of scanners) {
    for (const hit of scan(file)) {
      const found = listed.get(hit.rule) ?? { hits: [], more: 0 };
      listed.set(hit.rule, found);
      if (found.hits.length < MAX_LISTED) found.hits.push(hit);
      else found.more += 1;
    }
  }
  if (listed.size === 0) return [];

  const secrets = secretSpans(text);
  const lines = lineStarts(text);
  return [...listed.values()]
    .flatMap(({ hits, more }) => {
      const last = hits.at(-1);
      return hits.map((hit) => toFinding(file, hit, { secrets, lines, more: hit === last ? more : 0 }));
    })
    .toSorted(by(({ line, column, rule }) => `${position(line)}:${position(column)}:${rule}`));
}

interface Surroundings {
  readonly secrets: readonly Span[];
  readonly lines: readonly number[];
  readonly more: number;
}

function toFinding({ path, text }: TextFile, hit: Hit, { secrets, lines, more }: Surroundings): ContentFinding {
  const { severity, owasp } = findingRules[hit.rule];
  const details = hit.details();
  const line = lineOf(lines, hit.start);
  return {
    rule: hit.rule,
    severity: details.severity ?? severity,
    owasp,
    file: path,
    line,
    column: hit.start - (lines[line - 1] ?? 0) + 1,
    excerpt: excerptAt(text, hit, secrets, MAX_EXCERPT),
    message: details.message,
    ...(details.decoded && { decoded: showDecoded(details.decoded, secretSpans(details.decoded), MAX_DECODED) }),
    ...(more > 0 && { more }),
  };
}

/** The offsets at which lines begin. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The number, counted from 1, of the last line that begins at or before the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

function position(n: number): string {
  return String(n).padStart(9, '0');
}
