import { defineCollection } from 'astro:content';
import { z } from 'zod';
import { Diagnostic } from '../domain/diagnostic.ts';
import { SourceRecord } from '../domain/source-record.ts';
import { ListedEntry, readDiagnostics, readEntries, readSources } from './data/index-files.ts';

/*
 * Function loaders, because Astro's own `file()` publishes an empty site and reports success where the file is missing
 * or malformed.
 */
export const collections = {
  entries: defineCollection({ loader: readEntries, schema: ListedEntry }),
  sources: defineCollection({ loader: readSources, schema: SourceRecord }),
  diagnostics: defineCollection({
    loader: async () =>
      (await readDiagnostics()).map((diagnostic, n) => ({ id: String(n).padStart(7, '0'), diagnostic })),
    schema: z.object({ id: z.string(), diagnostic: Diagnostic }),
  }),
};
