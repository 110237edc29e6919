import { isSlug } from '../../domain/slug.ts';
import { type Diagnostic, diagnose } from '../../domain/diagnostic.ts';
import type { CatalogEntry } from '../../domain/entry.ts';
import type { Offer } from '../../domain/offers.ts';

type Surface = 'root' | 'claude' | 'repository';

/** How a sentence speaks of each. */
const titles: Record<Surface, string> = {
  root: 'the discovery index at the root',
  claude: 'the marketplace of Claude Code',
  repository: 'the repository that Codex clones',
};

/** Names that Claude Code keeps for itself (`claude plugin validate` 2.1.328). */
const KEPT = /^(?:claude-|anthropics?-|cc-plugin-)|^claude(?:-code)?$/;

/** What Codex, Copilot and Cursor all take as the name of a plugin. */
const PORTABLE = /^(?!.*\.\.)[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/;

/**
 * Gives each entry a name that is its own on a surface. The first entry keeps the bare one; later ones that may be called
 * anything are called `<source>-<name>`, others are left out, and each of them is told of.
 *
 * @param entries In the order of precedence.
 */
export function nameOffers(
  entries: readonly CatalogEntry[],
  surface: Surface,
): { readonly offers: readonly Offer[]; readonly diagnostics: readonly Diagnostic[] } {
  const taken = new Map<string, CatalogEntry>();
  const diagnostics: Diagnostic[] = [];
  const offers: Offer[] = [];
  const waiting: { readonly entry: CatalogEntry; readonly holder: CatalogEntry }[] = [];
  for (const entry of entries) {
    const name = nameOf(entry, surface);
    if (isRefused(name, surface)) {
      diagnostics.push(refused(entry, name, surface));
      continue;
    }
    const holder = taken.get(name);
    if (holder) waiting.push({ entry, holder });
    else {
      taken.set(name, entry);
      offers.push({ entry, as: name });
    }
  }
  // Only now, so that no longer name takes a bare one from an entry that comes later.
  for (const { entry, holder } of waiting) {
    const longer = `${entry.source.id}-${entry.name}`;
    const isFree = mayRename(surface) && isSlug(longer) && !KEPT.test(longer) && !taken.has(longer);
    diagnostics.push(nameTaken(entry, holder, surface, isFree ? longer : undefined));
    if (!isFree) continue;
    taken.set(longer, entry);
    offers.push({ entry, as: longer });
  }
  return { offers, diagnostics };
}

/** Claude Code knows things by the name that the list gives them; others by the one in the files as well. */
function mayRename(surface: Surface): boolean {
  return surface === 'claude';
}

/**
 * What an entry is called before others are looked at. In the repository it is the name in the manifest, which Codex wants
 * to be the same as in the list; a plugin that the catalog has put together is called what it is listed as.
 */
function nameOf({ name, title, assembled, formats }: CatalogEntry, surface: Surface): string {
  const hasManifest = formats.some((format) => !format.endsWith('-marketplace'));
  return surface === 'repository' && !assembled && hasManifest ? title : name;
}

function isRefused(name: string, surface: Surface): boolean {
  return (surface !== 'root' && KEPT.test(name)) || (surface === 'repository' && !PORTABLE.test(name));
}

function placeOf({ source, definition }: CatalogEntry) {
  return { at: { root: 'source', file: definition.path, line: 1 } as const, source: source.id };
}

function refused(entry: CatalogEntry, name: string, surface: Surface): Diagnostic {
  const message = `${titles[surface]} cannot hold a plugin called ${JSON.stringify(name)}.`;
  return diagnose('offer-name-refused', { message: capital(message), ...placeOf(entry), entry: entry.id });
}

function nameTaken(
  entry: CatalogEntry,
  holder: CatalogEntry,
  surface: Surface,
  longer: string | undefined,
): Diagnostic {
  const outcome = longer === undefined ? 'so this one is left out there' : `so this one is called "${longer}" there`;
  const message = `In ${titles[surface]} "${nameOf(entry, surface)}" is ${holder.id}, ${outcome}.`;
  return diagnose('offer-name-taken', { message, ...placeOf(entry), entry: entry.id });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
