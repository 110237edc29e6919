import { type Advisory, AdvisoryFile } from '../domain/advisory-file.ts';
import { isSlug } from '../domain/slug.ts';
import { type Diagnostic, diagnose } from '../domain/diagnostic.ts';
import { type CatalogText, readFolder } from './catalog-files.ts';
import { parseYaml } from './parse-yaml.ts';
import { type Understood, understandAdvisory } from './understand-advisory.ts';

export interface LoadedAdvisories {
  /** By id. */
  readonly advisories: readonly Advisory[];
  /** The files that were to take something back and do not: nothing may be published as if they did. */
  readonly broken: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `advisories/`. A kill switch fails closed: of a file with an error everything that can be understood still takes
 * back, and where what it takes back cannot be understood the file is named as broken.
 */
export async function loadAdvisories(dir: string): Promise<LoadedAdvisories> {
  const { files, diagnostics } = await readFolder(dir, 'advisories', '.yaml');
  const read = files.map(readAdvisory);
  return {
    advisories: read.flatMap(({ advisory }) => advisory ?? []),
    broken: [...diagnostics.map(({ at }) => at.file), ...read.flatMap(({ broken }) => broken ?? [])],
    diagnostics: [...diagnostics, ...read.flatMap((one) => one.diagnostics)],
  };
}

interface ReadAdvisory {
  readonly advisory?: Advisory;
  readonly broken?: string;
  readonly diagnostics: readonly Diagnostic[];
}

function readAdvisory({ id, file, text }: CatalogText): ReadAdvisory {
  const parsed = parseYaml(file, text, AdvisoryFile);
  const understood = understandAdvisory(parsed.written);
  const diagnostics = [...parsed.diagnostics];
  if (!isSlug(id)) {
    const message = `"${id}" cannot be the id of an advisory.`;
    diagnostics.push(diagnose('advisory-id-invalid', { message, at: { root: 'catalog', file } }));
  }
  const { affects, lost } = understood;
  const isBroken = affects.length === 0 || lost.length > 0;
  if (parsed.diagnostics.length > 0) {
    const at = { root: 'catalog', file, ...parsed.locate(['affects', ...lost.slice(0, 1)]) } as const;
    const rule = isBroken ? 'advisory-ineffective' : 'advisory-incomplete';
    diagnostics.push(diagnose(rule, { message: isBroken ? sayLost(understood) : sayTaken(understood), at }));
  }
  return {
    ...(affects.length > 0 && { advisory: { ...understood, id, locate: parsed.locate } }),
    ...(isBroken && { broken: file }),
    diagnostics,
  };
}

function sayLost({ affects, lost }: Understood): string {
  if (affects.length === 0) return 'Nothing is withdrawn by it, because what it affects cannot be understood.';
  return `${lost.length} of the ${affects.length + lost.length} things that it affects cannot be understood.`;
}

function sayTaken({ affects }: Understood): string {
  const named = affects.map((target) => {
    if (target.entry === undefined) return `the digest ${target.digest.slice(0, 12)}`;
    const { from, to } = target.revisions ?? { from: 1, to: Infinity };
    if (from === to) return `revision ${from} of ${target.entry}`;
    if (to < Infinity) return `revisions ${from} to ${to} of ${target.entry}`;
    return from === 1 ? `all of ${target.entry}` : `${target.entry} from revision ${from} on`;
  });
  const more = named.length > SHOWN ? ` and ${named.length - SHOWN} more` : '';
  return `It has an error and holds all the same, for ${named.slice(0, SHOWN).join(', ')}${more}.`;
}

const SHOWN = 5;
