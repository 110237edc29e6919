import type { Advisory, AdvisoryTarget } from '../domain/advisory-file.ts';
import type { Withdrawals } from '../domain/assembled.ts';
import type { Coordinate } from '../domain/coordinate.ts';
import { type Diagnostic, diagnose, type Place } from '../domain/diagnostic.ts';
import { suggest } from '../domain/did-you-mean.ts';
import type { Ledger } from './collect-ledger.ts';

/** Says where an advisory names what is not there, and where it sends people to what is not there. */
export function checkAdvisories(
  advisories: readonly Advisory[],
  ledger: Ledger,
  { entries: withdrawn }: Withdrawals,
): Diagnostic[] {
  if (advisories.length === 0) return [];
  const known = { ids: [...ledger.keys()], digests: digestsOf(ledger) };
  return advisories.flatMap((advisory) => {
    const found = advisory.affects.flatMap((target) => checkTarget(advisory, target, ledger, known));
    return [...found, ...checkReplacement(advisory, ledger, withdrawn)];
  });
}

interface Known {
  readonly ids: readonly Coordinate[];
  readonly digests: ReadonlySet<string>;
}

/** Every digest that was ever locked, those of frozen members too. */
function digestsOf(ledger: Ledger): Set<string> {
  const digests = new Set<string>();
  for (const { revisions, entry } of ledger.values()) {
    const frozen = [...revisions.flatMap(({ members = [] }) => members), ...(entry?.assembled ?? [])];
    for (const { digest } of [...revisions, ...frozen]) digests.add(digest);
  }
  return digests;
}

function checkTarget(advisory: Advisory, target: AdvisoryTarget, ledger: Ledger, known: Known): Diagnostic[] {
  const at = (key: string): Place => placeIn(advisory, ['affects', target.index, key]);
  if (target.entry === undefined) {
    if (known.digests.has(target.digest)) return [];
    const message = `Nothing in this catalog ever had the digest ${target.digest.slice(0, 12)}….`;
    return [diagnose('advisory-digest-unknown', { message, at: at('digest') })];
  }
  const { entry, revisions } = target;
  const item = ledger.get(entry);
  if (!item) {
    const message = `"${entry}" was never listed here, so nothing is withdrawn by this name.`;
    return [diagnose('advisory-target-unknown', { message, hint: suggest(entry, known.ids), at: at('entry') })];
  }
  const last = item.revisions.at(-1)?.revision ?? 0;
  if (!revisions || (revisions.from <= last && (revisions.to <= last || revisions.to === Infinity))) return [];
  const there = last === 1 ? 'one revision' : `${last} revisions`;
  const rest = revisions.from > last ? 'nothing of it is withdrawn' : `only those up to ${last} are withdrawn`;
  const message = `${entry} has ${there}, so ${rest}.`;
  return [diagnose('advisory-revision-unknown', { message, at: at('revisions') })];
}

function checkReplacement(advisory: Advisory, ledger: Ledger, withdrawn: Withdrawals['entries']): Diagnostic[] {
  const { replacement } = advisory;
  if (replacement === undefined) return [];
  const at = placeIn(advisory, ['replacement']);
  if (withdrawn.has(replacement))
    return [diagnose('replacement-withdrawn', { message: `"${replacement}" is withdrawn itself.`, at })];
  const listedEntry = ledger.get(replacement)?.entry;
  if (listedEntry?.verdict.stub.value) {
    const message = `"${replacement}" is a stub, which stands in for something that is still to come.`;
    const hint = 'Name an entry that can be used, or leave replacement out.';
    return [diagnose('replacement-invalid', { message, hint, at, severity: 'warning' })];
  }
  if (listedEntry) return [];
  const listed = [...ledger.values()].flatMap(({ id, entry }) => (entry ? [id] : []));
  const hint = suggest(replacement, listed);
  return [diagnose('replacement-unknown', { message: `"${replacement}" is not listed.`, hint, at })];
}

function placeIn({ id, locate }: Advisory, path: readonly (string | number)[]): Place {
  return { root: 'catalog', file: `advisories/${id}.yaml`, ...locate(path) };
}
