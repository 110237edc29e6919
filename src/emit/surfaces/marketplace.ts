import type { AssembledCatalog } from '../../domain/assembled.ts';
import type { CatalogEntry } from '../../domain/entry.ts';
import { licenseId } from '../../domain/license-id.ts';
import { listsItsSkills } from '../../domain/listed-skills.ts';
import { pagePath } from '../../domain/paths.ts';
import { rootFolder } from '../../domain/pinned-place.ts';
import { shownText } from '../../domain/shown-text.ts';
import { absoluteAddress } from '../absolute-address.ts';
import { listedDescription, listedMetadata } from './listing.ts';

/** The longest title, keyword or licence that a list shows, in UTF-16 code units. */
const LONGEST = 100;
const MOST_KEYWORDS = 50;

/** Who answers for the catalog, as marketplaces want it: `name` is required. */
export function ownerOf({ owner, title }: AssembledCatalog['file']): { readonly name: string } {
  if (!owner) return { name: shownText(title, LONGEST) };
  const { name, email, url } = owner;
  return {
    name: shownText(name, LONGEST),
    ...(email !== undefined && { email }),
    ...(url !== undefined && { url }),
  };
}

/** What marketplaces say of a plugin in one way, in the types that `claude plugin validate --strict` takes. */
export function aboutPlugin(entry: CatalogEntry, baseUrl: string) {
  const { kind, source, name, keywords, license, latest, verdict, formats } = entry;
  const id = licenseId(license);
  const shownKeywords = keywords.slice(0, MOST_KEYWORDS).flatMap((keyword) => shownText(keyword, LONGEST) || []);
  return {
    description: listedDescription(entry),
    // Claude Code offers an update where this text changes; without it, where the content does. A manifest goes before it.
    ...(!formats.includes('claude-plugin') && isPlainVersion(latest.version) && { version: latest.version }),
    homepage: absoluteAddress(pagePath({ kind, source: source.id, name }), baseUrl),
    ...('remote' in source.origin &&
      source.origin.remote.transport === 'https' && { repository: source.origin.remote.url }),
    ...(id !== undefined && { license: shownText(id, LONGEST) }),
    ...(shownKeywords.length > 0 && { keywords: shownKeywords }),
    category: verdict.category.value,
    metadata: listedMetadata(entry),
  };
}

/** Clients name folders after it. */
function isPlainVersion(version: string | undefined): version is string {
  return version !== undefined && /^(?!.*\.\.)\w[\w.+-]{0,63}$/.test(version);
}

/**
 * How a client finds the parts of what has no manifest that it reads: a bare skill is a folder with itself as the only one;
 * of a plugin that another file describes, the skills are named where they do not lie directly in `skills/`.
 *
 * @param manifests The formats of the manifests that the client reads.
 */
export function partsOf(
  entry: CatalogEntry,
  manifests: readonly string[],
): { readonly strict?: false; readonly skills?: readonly string[] } {
  if (entry.kind === 'skill') return { strict: false, skills: ['./'] };
  if (entry.formats.some((format) => manifests.includes(format))) return {};
  const folder = rootFolder(entry.files) ?? '';
  const skills = entry.members.filter(({ kind }) => kind === 'skill').map(({ path }) => `./${below(path, folder)}`);
  const isUsual = !listsItsSkills(entry) && skills.every((path) => /^\.\/skills\/[^/]+$/.test(path));
  return { strict: false, ...(!isUsual && { skills }) };
}

function below(path: string, folder: string): string {
  if (path === folder || path === '.') return '';
  return folder === '' ? path : path.slice(folder.length + 1);
}
