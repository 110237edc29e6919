import { capabilitiesOf } from '../../domain/capability-diff.ts';
import type { FormerEntry } from '../../domain/former.ts';
import { harnessTitles } from '../../domain/harness.ts';
import type { FullEntry } from '../../domain/index-v1.ts';
import type { Reference } from '../../domain/reference.ts';
import { api } from '../../domain/paths.ts';
import type { Withdrawal } from '../../domain/withdrawal.ts';
import type { Registry } from '../model/registry.ts';
import type { Shown } from '../commands/show.ts';
import { tierText } from './entry-marks.ts';
import { counted, type Layout, oneLine, paint, table, wrap } from './layout.ts';
import { nextSteps } from './next-step.ts';
import { capabilityRows, findingTexts, RAW, STUB } from './proposal.ts';
import { row, rows } from './rows.ts';

/** Everything of one entry for a person, or what became of a name that is no longer listed. */
export function showText(shown: Shown, layout: Layout): string {
  if (shown.record === undefined) return formerLines(shown.former, shown.registry, layout).join('\n');
  const { record, registry, revision } = shown;
  return [
    ...headLines(record, layout),
    ...whereLines(record, registry, layout),
    ...governanceLines(record, layout),
    ...abilityLines(record, layout),
    ...relationLines(record, layout),
    ...revisionLines(record, revision),
    ...nextSteps(record, revision).flatMap((step, n) => [...(n === 0 ? [''] : []), `  ${step}`]),
  ].join('\n');
}

function headLines(
  { id, title, name, description, revision, version, withdrawn }: FullEntry,
  layout: Layout,
): string[] {
  const label = version === undefined ? '' : `, version ${oneLine(version)}`;
  return [
    `${paint('bold', id, layout)}  revision ${revision}${label}`,
    ...(title === name ? [] : [`  ${oneLine(title)}`]),
    ...wrap(oneLine(description), layout),
    '',
    ...(withdrawn ? row('withdrawn', paint('red', withdrawalText(withdrawn), layout), layout) : []),
  ];
}

function withdrawalText({
  reason,
  advisory,
  replacement,
}: Pick<Withdrawal, 'reason' | 'advisory' | 'replacement'>): string {
  const next = replacement === undefined ? '' : ` Use ${replacement} instead.`;
  return `${oneLine(reason)} (${oneLine(advisory)})${next}`;
}

function whereLines(
  { provenance, page, trust, harnesses, distribution, license, licenseFile }: FullEntry,
  registry: Registry,
  layout: Layout,
): string[] {
  const { git, local, commit, path, ref } = provenance;
  const at = commit === undefined ? '' : ` at ${oneLine(commit.slice(0, 12))}`;
  const below = path === '' ? '' : `, ${oneLine(path)}`;
  const from =
    git === undefined
      ? `${oneLine(local ?? 'the catalog')}${below}`
      : `${oneLine(git)}${at}${ref === undefined ? '' : ` (${oneLine(ref)})`}${below}`;
  const copies = (distribution.archives ?? []).map(({ format }) => format).join(', ');
  return [
    ...row('from', from, layout),
    ...row('listed by', `${oneLine(registry.address)}, which trusts its source as ${trust}`, layout),
    ...(registry.kind === 'http' ? row('page', oneLine(new URL(page, `${registry.address}${api}/`).href), layout) : []),
    ...row(
      'licence',
      `${license === undefined ? 'none stated' : oneLine(license)}${licenseFile === undefined ? '' : `, by ${oneLine(licenseFile)}`}`,
      layout,
    ),
    ...row(
      'copies',
      copies === '' ? `none here${distribution.noArchive === undefined ? '' : ` (${distribution.noArchive})`}` : copies,
      layout,
    ),
    ...row(
      'harnesses',
      harnesses.length === 0 ? 'none takes it as it is' : harnesses.map((id) => harnessTitles[id]).join(', '),
      layout,
    ),
  ];
}

function governanceLines({ governance, keywords, tags }: FullEntry, layout: Layout): string[] {
  const { riskTier, category, stub, status } = governance;
  const { attestation } = riskTier;
  const attested = attestation
    ? `by ${attestation.by} on ${attestation.on}${attestation.until === undefined ? '' : ` until ${attestation.until}`}: ${attestation.basis}`
    : 'by nobody';
  const replaced = status.replacedBy === undefined ? '' : ` Use ${status.replacedBy} instead.`;
  const why = status.reason === undefined ? '' : `: ${status.reason}`;
  const tagged = Object.entries(tags).map(([key, value]) => `${key}: ${value}`);
  return [
    ...row('risk tier', tierText(riskTier.value, riskTier.origin, layout), layout),
    ...row('attested', oneLine(attested), layout),
    ...(category.value === 'raw' ? row('category', paint('yellow', RAW, layout), layout) : []),
    ...(stub.value ? row('stub', paint('yellow', oneLine(stub.reason ?? STUB), layout), layout) : []),
    ...(status.value === 'active'
      ? []
      : row('status', paint('yellow', oneLine(`${status.value}${why}${replaced}`), layout), layout)),
    ...(keywords.length > 0 ? row('keywords', oneLine(keywords.join(', ')), layout) : []),
    ...(tagged.length > 0 ? row('tags', oneLine(tagged.join(', ')), layout) : []),
  ];
}

function abilityLines({ evidence, findings, files }: FullEntry, layout: Layout): string[] {
  const { bytes, tokens } = evidence;
  const size = `${counted(files.length, 'file')}, ${bytes} bytes; about ${tokens.description} tokens always in the context, ${tokens.body} on use`;
  return [
    ...row('size', size, layout),
    ...capabilityRows(capabilitiesOf(evidence)).flatMap(([label, text]) => row(label, text, layout)),
    ...rows('findings', findingTexts(findings, Infinity, layout), layout),
  ];
}

function relationLines(
  { members, memberOf, references, referencedBy, copies, copyOf, aliases, renamedFrom }: FullEntry,
  layout: Layout,
): string[] {
  const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);
  return [
    ...rows('members', ids(members), layout),
    ...rows('member of', ids(memberOf), layout),
    ...rows('loads', references.map(referenceText), layout),
    ...rows('loaded by', ids(referencedBy), layout),
    ...rows('same as', copyOf === undefined ? ids(copies) : [copyOf], layout),
    ...rows('was called', renamedFrom ?? [], layout),
    ...rows(
      'aliases',
      Object.entries(aliases).map(([alias, revision]) => `${oneLine(alias)} → ${revision}`),
      layout,
    ),
  ];
}

function referenceText({ url, name, ref, sha, path, entries = [] }: Reference): string {
  const state = sha === undefined ? (ref === undefined ? '' : ` (${ref})`) : ` at ${sha.slice(0, 12)}`;
  const listed = entries.length === 0 ? '' : `: ${entries.map(({ id }) => id).join(', ')}`;
  return oneLine(`${url ?? name}${state}${path === undefined ? '' : `, ${path}`}${listed}`);
}

const MOST_REVISIONS = 10;

function revisionLines({ revisions }: FullEntry, shown: number): string[] {
  const newest = revisions.toReversed();
  const lines = table(
    newest
      .slice(0, MOST_REVISIONS)
      .map(({ revision, version, status, since, digest, withdrawn }) => [
        `${revision === shown ? '→' : ' '} ${revision}`,
        oneLine(version ?? ''),
        withdrawn === undefined ? status : 'withdrawn',
        since.slice(0, 10),
        digest.slice(0, 12),
      ]),
    { width: Infinity },
  );
  const more = newest.length - lines.length;
  return ['', '  Revisions', ...lines.map((line) => `  ${line}`), ...(more > 0 ? [`    and ${more} older`] : [])];
}

function formerLines(
  { id, state, since, renamedTo, withdrawn, git, path }: FormerEntry,
  registry: Registry,
  layout: Layout,
): string[] {
  const words = {
    removed: 'no longer in its source',
    renamed: 'listed under another name',
    unavailable: 'not to be had: its source cannot be reached',
  };
  return [
    `${paint('bold', id, layout)}  no longer listed`,
    '',
    ...row('state', `${words[state]}${since === undefined ? '' : ` since ${since.slice(0, 10)}`}`, layout),
    ...(renamedTo === undefined ? [] : row('now', renamedTo, layout)),
    ...(withdrawn ? row('withdrawn', paint('red', withdrawalText(withdrawn), layout), layout) : []),
    ...(git === undefined
      ? []
      : row('was at', oneLine(`${git}${path === undefined || path === '' ? '' : `, ${path}`}`), layout)),
    ...row('listed by', oneLine(registry.address), layout),
  ];
}
