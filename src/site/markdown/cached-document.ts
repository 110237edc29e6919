import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { canonicalJson, sha256 } from '../../domain/digest.ts';
import type { DocumentPlace } from './link-target.ts';
import { RENDERER, renderMarkdown, type RenderedDocument } from './render-markdown.ts';

const cacheDir = process.env['SKILLYARD_CACHE'];

const Cached = z.strictObject({
  html: z.string(),
  outline: z.array(z.strictObject({ depth: z.int(), text: z.string(), id: z.string() })),
});

/**
 * `renderMarkdown`, kept on disk by everything the result depends on. Rendering is most of what a page costs, and of
 * a thousand documents a handful change between two builds.
 */
export async function renderCached(text: string, place: DocumentPlace): Promise<RenderedDocument> {
  if (cacheDir === undefined) return renderMarkdown(text, place);
  const key = sha256(canonicalJson({ RENDERER, text, place }));
  const file = join(cacheDir, 'markdown', key.slice(0, 2), `${key}.json`);
  const kept = await readKept(file);
  if (kept) return kept;

  const rendered = renderMarkdown(text, place);
  await mkdir(dirname(file), { recursive: true });
  // Another page or build may write the same file now; a rename is either the one or the other.
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(rendered));
  await rename(draft, file);
  return rendered;
}

async function readKept(file: string): Promise<RenderedDocument | undefined> {
  try {
    return Cached.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}
