import type { Place } from '../../domain/diagnostic.ts';
import { Category, RiskTier, type Verdict } from '../../domain/governance.ts';
import { catalogPlace, type Finding, placeOf } from '../finding.ts';
import type { Check, Subject } from '../subject.ts';

/** Somebody has to set the tier; in a first-party source a default is not enough. */
export const explicitTier: Check = ({ source, entry, verdict }) => {
  const { origin, value } = verdict.riskTier;
  if (origin !== 'defaults' && origin !== 'policy') return [];
  const firstParty = source.governance.trust === 'first-party';
  const message = `The tier of ${entry.kind}:${entry.name} is "${value}" by ${origin === 'defaults' ? "the operator's defaults" : 'policy'} only.`;
  return [
    { rule: 'risk-tier-default', message, at: placeOf(entry, 'metadata'), severity: firstParty ? 'error' : 'info' },
  ];
};

/** Words of the publisher that could not be understood. */
export const unknownWords: Check = ({ voices, entry }) => {
  // Members repeat what their plugin says; it is reported where it stands, once.
  return voices
    .filter(({ origin }) => origin !== 'plugin' || entry.kind === 'plugin')
    .flatMap(({ findings }) => findings);
};

/** The axes, each with its values from low to high. */
const axes = [
  ['riskTier', RiskTier.options],
  ['category', Category.options],
  ['stub', [false, true]],
] as const satisfies [keyof Verdict, readonly unknown[]][];

/** A publisher who asks for less than what stands is told whose word goes before its own. */
export const loweredByPublisher: Check = (subject) => {
  const { source, voices, verdict } = subject;
  if (source.governance.trust === 'first-party') return [];
  return voices.flatMap((voice) =>
    axes.flatMap(([axis, values]): Finding[] => {
      const rank = (value: unknown): number => (values as readonly unknown[]).indexOf(value);
      const said = voice.statement[axis];
      const { value } = verdict[axis];
      if (said === undefined || rank(said) >= rank(value)) return [];
      const at = voice.at(axis);
      const message = `The publisher says ${axis} "${said}" in ${shown(at)}; "${value}" stands by ${winner(subject, axis)}.`;
      // A pull request can still be mended; what stands upstream is only told.
      return [{ rule: 'risk-tier-lowered', message, at, severity: voice.origin === 'source' ? 'error' : 'warning' }];
    }),
  );
};

/** Whose word stands, and where it is. */
function winner({ source, entry, voices, verdict }: Subject, axis: (typeof axes)[number][0]): string {
  const { origin } = verdict[axis];
  const key = `${entry.kind}:${entry.name}`;
  if (origin === 'governance')
    return `the operator's word in ${shown(catalogPlace(source, 'governance', ['entries', key, axis]))}`;
  if (origin === 'defaults')
    return `the operator's defaults in ${shown(catalogPlace(source, 'governance', ['defaults', axis]))}`;
  const voice = voices.find((other) => other.origin === origin && other.statement[axis] === verdict[axis].value);
  // The word of an earlier revision is in the ledger only.
  return voice ? `its own word in ${shown(voice.at(axis))}` : `what it said before, in lock/${source.id}.json`;
}

function shown({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** A stub says what will replace it. */
export const stubReason: Check = ({ source, entry, verdict, voices }) => {
  if (!verdict.stub.value || verdict.stub.reason !== undefined) return [];
  const key = `${entry.kind}:${entry.name}`;
  const voice = voices.find(({ origin }) => origin === verdict.stub.origin);
  const at = voice?.at('stub') ?? catalogPlace(source, 'governance', ['entries', key, 'stub']);
  return [{ rule: 'stub-reason-missing', message: `${key} is a stub and does not say what will replace it.`, at }];
};
