import { toSlug } from './slug.ts';
import { isSourceId } from './source-id.ts';

/** Names that many repositories have: they tell nothing without their owner. */
const COMMON =
  /^(?:(?:agent|agents|ai|claude|claude-code|codex|copilot|cursor|my|awesome|the)-)*(?:agents?|catalog|dotfiles|market|marketplace|plugins?|prompts?|repo|skills?|workflows?)$/;

/**
 * A good id for a source: what tells its repository from others, which is mostly its name, and the owner's where the
 * name is one that everybody takes.
 *
 * @param repository Host and path, as `parseRemote` gives it.
 * @param taken Ids it cannot be.
 * @returns Empty where nothing in the address makes an id.
 */
export function proposeId(repository: string, path: string, taken: readonly string[]): string {
  const segments = repository.split('/');
  const [owner, name] = [segments.length > 2 ? (segments.at(-2) ?? '') : '', segments.at(-1) ?? ''];
  const plain = toSlug(name.replace(/\.(?:git|bundle)$/, '')) ?? '';
  const [by, folder] = [toSlug(owner) ?? '', toSlug(path.split('/').at(-1) ?? '') ?? ''];
  const joined = (...parts: readonly string[]): string => toSlug(parts.join('-')) ?? '';
  const candidates = [
    ...(COMMON.test(plain) && by !== '' ? [by] : [plain, by]),
    joined(by, plain),
    ...(folder === '' ? [] : [joined(plain, folder), joined(by, plain, folder)]),
    ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) =>
      joined((by === '' ? plain : `${by}-${plain}`).slice(0, 60), `${number}`),
    ),
  ];
  return candidates.find((id) => isSourceId(id) && !taken.includes(id)) ?? '';
}
