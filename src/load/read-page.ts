import { markdownToMdast, mdxToMdast } from 'satteri';
import { z } from 'zod';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import { isLaboured } from '../domain/laboured-markdown.ts';
import type { SitePage } from '../domain/site-content.ts';
import { checkPageTree, type PageTree, type ParsedNode } from './check-page-tree.ts';
import { parseYaml } from './parse-yaml.ts';

/** What stands at the top of an extra page. */
const PageHead = z.strictObject({
  title: z.string().trim().min(1).max(100),
  description: z.string().trim().min(1).max(300).optional(),
});

export interface ReadPage {
  /** Absent where something in the file has to be mended first. */
  readonly page?: SitePage;
  /** The extra pages it leads to. */
  readonly leadsTo: PageTree['leadsTo'];
  /** The entries it shows. */
  readonly shows: PageTree['shows'];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads an extra page: front matter, then Markdown or MDX. MDX is parsed and never compiled, so nothing in it runs,
 * neither here nor when the page is made; what would be code is refused.
 *
 * @param file The path below the catalog folder.
 * @param name The address of the page.
 */
export function readPage(file: string, name: string, text: string): ReadPage {
  const nothing = { leadsTo: [], shows: [] };
  const parts = splitHead(text);
  if (!parts) {
    const message = 'It does not begin with front matter.';
    const hint = 'Begin with a line ---, then "title: …", then a line ---.';
    return { ...nothing, diagnostics: [diagnose('site-page-syntax', { message, hint, at: placeAt(file, 1, 1) })] };
  }
  const head = parseYaml(file, parts.head, PageHead);
  const parsed = parseBody(file, parts.body);
  if ('rule' in parsed) return { ...nothing, diagnostics: [...head.diagnostics, parsed] };
  const tree = checkPageTree(parsed, (line, column) => placeAt(file, line, column));
  const diagnostics = [...head.diagnostics, ...tree.diagnostics];
  const isWhole = head.value && !head.faulty && diagnostics.length === 0;
  return {
    ...(isWhole && head.value && { page: { name, ...head.value, body: tree.body } }),
    leadsTo: tree.leadsTo,
    shows: tree.shows,
    diagnostics,
  };
}

function placeAt(file: string, line: number, column: number): Place {
  return { root: 'catalog', file, line, column };
}

/** Front matter and body, each on the lines on which it stands in the file. */
function splitHead(text: string): { readonly head: string; readonly body: string } | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  const end = lines.findIndex((line, at) => at > 0 && /^---\s*$/.test(line));
  if (!/^---\s*$/.test(lines[0] ?? '') || end < 0) return undefined;
  return {
    head: ['', ...lines.slice(1, end)].join('\n'),
    body: '\n'.repeat(end + 1) + lines.slice(end + 1).join('\n'),
  };
}

/** The time of the parser of MDX grows with the square of how many are open. */
const MOST_BRACES = 1000;

function parseBody(file: string, body: string): ParsedNode | Diagnostic {
  if (isLaboured(body) || body.split('{').length > MOST_BRACES) {
    const message = 'It is built in a way that keeps a parser busy for minutes.';
    return diagnose('site-page-syntax', { message, hint: 'Write it more plainly.', at: placeAt(file, 1, 1) });
  }
  const parse = file.endsWith('.mdx') ? mdxToMdast : markdownToMdast;
  try {
    return parse(body, { features: { frontmatter: false } }) as ParsedNode;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    // Such as "3:1: Expected a closing tag for `<b>` (3:1) (mdx-jsx:unexpected-character)".
    const [, line = '1', column = '1', what = said] = /^(\d+):(\d+): ([\s\S]*?)(?: \(mdx-[\w:-]+\))?$/.exec(said) ?? [];
    const message = `It is not MDX: ${what.replace(/\.?$/, '.')}`;
    return diagnose('site-page-syntax', { message, at: placeAt(file, Number(line), Number(column)) });
  }
}
