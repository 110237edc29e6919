import { z } from 'zod';
import { type Capability, type CapabilityDiff, CapabilityKind } from './capability.ts';
import type { Evidence, HookAction, PackageUse, ServerFacts } from './evidence.ts';
import { sha256 } from './digest.ts';
import { byText } from './order.ts';

/**
 * Grows when the same files give other evidence. What two different readers have recorded is not compared: the
 * difference would be one between the readers.
 */
export const EVIDENCE_READER = 1;

/** How many capabilities of one kind are recorded, so that no source can fill the ledger. */
export const MAX_RECORDED = 200;

/** In UTF-16 code units; of longer values the rest stands as a hash, so that a change in it is a change. */
const MAX_VALUE = 200;

const Values = z.array(z.string()).optional();

/** What the ledger keeps of the evidence of a revision: enough to compare it with another when its files are gone. */
export const EvidenceRecord = z.strictObject({
  /** The `EVIDENCE_READER` that made it. */
  reader: z.int().positive(),
  tool: Values,
  script: Values,
  hook: Values,
  server: Values,
  host: Values,
  package: Values,
  variable: Values,
  bytes: z.int(),
  tokensDescription: z.int(),
  tokensBody: z.int(),
} satisfies Record<CapabilityKind, typeof Values> & Record<string, z.ZodType>);
export type EvidenceRecord = z.infer<typeof EvidenceRecord>;

/** A package in one word: where it comes from, its name, and the version where one is written. */
export function packageText({ manager, name, version }: PackageUse): string {
  return `${manager}:${name}${version === undefined ? '' : `@${version}`}`;
}

/** What an entry can do, one value for each thing, in the order of kinds and of texts. */
export function capabilitiesOf(evidence: Evidence): Capability[] {
  const values: Record<CapabilityKind, readonly string[]> = {
    tool: evidence.tools,
    script: evidence.scripts.map(({ path }) => path),
    hook: evidence.hooks.map(hookText),
    server: evidence.servers.map(serverText),
    host: evidence.hosts,
    package: evidence.packages.map(packageText),
    variable: evidence.variables,
  };
  return CapabilityKind.options.flatMap((kind) =>
    [...new Set(values[kind].map(bounded))].toSorted(byText).map((value) => ({ kind, value })),
  );
}

function hookText({ event, matcher, command, type }: HookAction): string {
  return `${matcher === undefined ? event : `${event} ${matcher}`}: ${command ?? type}`;
}

function serverText({ transport, command, host }: ServerFacts): string {
  return `${transport} ${command ?? host ?? 'at an address given at run time'}`;
}

function bounded(value: string): string {
  return value.length <= MAX_VALUE
    ? value
    : `${value.slice(0, MAX_VALUE).toWellFormed()}… #${sha256(value).slice(0, 8)}`;
}

/** The record of an entry's evidence for the ledger. */
export function recordEvidence(evidence: Evidence): EvidenceRecord {
  const values = Map.groupBy(capabilitiesOf(evidence), ({ kind }) => kind);
  const kinds = CapabilityKind.options.flatMap((kind) => {
    const recorded = values.get(kind)?.slice(0, MAX_RECORDED);
    return recorded ? [[kind, recorded.map(({ value }) => value)] as const] : [];
  });
  return {
    reader: EVIDENCE_READER,
    ...Object.fromEntries(kinds),
    bytes: evidence.bytes,
    tokensDescription: evidence.tokens.description,
    tokensBody: evidence.tokens.body,
  };
}

/** What a record holds, in the order of kinds and of texts. */
export function recordedCapabilities(record: EvidenceRecord): Capability[] {
  return CapabilityKind.options.flatMap((kind) => (record[kind] ?? []).map((value) => ({ kind, value })));
}

/**
 * What an entry can do more and less than before, and how its size changed.
 *
 * @returns Undefined where one of the two has no record, or the two cannot be compared.
 */
export function diffCapabilities(
  before: EvidenceRecord | undefined,
  after: EvidenceRecord | undefined,
): CapabilityDiff | undefined {
  if (!before || !after || before.reader !== after.reader) return undefined;
  const pairs = CapabilityKind.options.map((kind) => ({ kind, was: before[kind] ?? [], is: after[kind] ?? [] }));
  const change = (key: 'bytes' | 'tokensDescription' | 'tokensBody') =>
    before[key] === after[key] ? {} : { [key]: { from: before[key], to: after[key] } };
  return {
    added: pairs.flatMap(({ kind, was, is }) => missingIn(was, is).map((value) => ({ kind, value }))),
    removed: pairs.flatMap(({ kind, was, is }) => missingIn(is, was).map((value) => ({ kind, value }))),
    ...change('bytes'),
    ...change('tokensDescription'),
    ...change('tokensBody'),
  };
}

/** Those of `values` that `list` does not have. Nothing is said of what may stand behind the end of a list cut short. */
function missingIn(list: readonly string[], values: readonly string[]): string[] {
  const known = new Set(list);
  const end = list.length < MAX_RECORDED ? undefined : list.at(-1);
  return values.filter((value) => !known.has(value) && (end === undefined || value < end));
}
