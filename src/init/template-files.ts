import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { byText } from '../domain/order.ts';
import type { CatalogDraft } from './draft-catalog.ts';

const templates = fileURLToPath(new URL('../../templates/', import.meta.url));

/** Where the templates of a host lie, and where its repositories keep them. */
const places = { github: { from: 'github', to: '.github' }, none: undefined } as const;

/**
 * The workflows and forms of a host, by their path in the new catalog, with what they leave open filled in. A file that
 * says who decides is left out where nobody was named.
 */
export async function templateFiles({ host, url, operators }: CatalogDraft): Promise<ReadonlyMap<string, string>> {
  const place = places[host];
  if (place === undefined) return new Map();
  const folder = join(templates, place.from);
  const nodes = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = nodes.filter((node) => node.isFile()).map((node) => join(node.parentPath, node.name));
  const words: Readonly<Record<string, string | undefined>> = {
    url: url.replace(/\/+$/, ''),
    operators: operators.length === 0 ? undefined : operators.join(' '),
  };
  const filled = new Map<string, string>();
  for (const file of files.toSorted(byText)) {
    const text = fill(await readFile(file, 'utf8'), words);
    const path = file.slice(folder.length + 1).replaceAll('\\', '/');
    if (text !== undefined) filled.set(`${place.to}/${path}`, text);
  }
  return filled;
}

/**
 * @returns Undefined where a word has no value. An expression of a workflow, `${{ … }}`, is no word.
 * @throws Where a template asks for a word that there is not.
 */
function fill(text: string, words: Readonly<Record<string, string | undefined>>): string | undefined {
  const open = /(?<!\$)\{\{(\w+)\}\}/g;
  const asked = new Set(Array.from(text.matchAll(open), ([, word = '']) => word));
  for (const word of asked) if (!Object.hasOwn(words, word)) throw new Error(`A template asks for {{${word}}}.`);
  if ([...asked].some((word) => words[word] === undefined)) return undefined;
  return text.replaceAll(open, (_, word: string) => words[word] ?? '');
}
