import { codeSpan } from '../../domain/code-span.ts';
import type { MemberContent } from '../../domain/composed.ts';
import { kindNoun } from '../../domain/kind.ts';
import type { PluginParts } from './compose-plugin.ts';

/**
 * The README.md of a composed plugin: what it is for, and of each member where it comes from and under which licence its
 * authors have put it. Words of strangers stand in code spans.
 */
export function readMe({ name, version, definition, members }: PluginParts): string {
  const { title, description, author, license, references } = definition;
  const own = license === undefined ? '' : ` The selection itself is under ${codeSpan(license)}.`;
  const elsewhere = references.map(
    (other) =>
      `- ${codeSpan(`${other.name}${other.version === undefined ? '' : ` ${other.version}`}`)} in ${codeSpan(other.registry)}`,
  );
  return `${[
    `# ${title ?? name}`,
    description,
    `Version ${version}, put together by ${codeSpan(author.name)} from entries of a catalog, each at one revision. The authors of an entry answer for it, and its licence is theirs.${own}`,
    '## What is in it',
    members.map(line).join('\n'),
    ...(elsewhere.length > 0 ? ['## What it needs from other registries', elsewhere.join('\n')] : []),
  ].join('\n\n')}\n`;
}

function line({ member, name, entry }: MemberContent): string {
  const said = entry.licenseStatement;
  const license = said === undefined ? 'no licence stated' : `licence ${codeSpan(said)}`;
  const { id, revision, digest } = member;
  return `- ${codeSpan(name)}, ${kindNoun(entry.kind)}: ${codeSpan(`${id}@${revision}`)}, digest ${codeSpan(digest.slice(0, 12))}, ${license}`;
}
