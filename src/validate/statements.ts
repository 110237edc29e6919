import type { SourceEntry } from '../domain/catalog.ts';
import type { Place } from '../domain/diagnostic.ts';
import type { MeasuredEntry, Written } from '../domain/entry.ts';
import { Category, type Origin, RiskTier, type Statement } from '../domain/governance.ts';
import { shorten } from '../domain/shorten.ts';
import type { Source } from '../domain/source.ts';
import { catalogPlace, type Finding, placeOf } from './finding.ts';

/** What one voice of the publisher says, with the places of its words and what could not be understood. */
export interface Voice {
  readonly origin: Origin;
  readonly statement: Statement;
  readonly at: (key: keyof Statement) => Place;
  readonly findings: readonly Finding[];
}

/** The spelling that skill authors write below `metadata`, first, and the others that occur. */
const spellings: Readonly<Record<keyof Statement, readonly string[]>> = {
  riskTier: ['risk-tier', 'riskTier', 'risk_tier'],
  category: ['category'],
  stub: ['stub'],
  stubReason: ['stub-reason', 'stubReason', 'stub_reason'],
};

const flags: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** Everything the publisher says about an entry: the entry itself, its plugin, the source file. */
export function voicesOf(source: Source, entry: MeasuredEntry, published: SourceEntry | undefined): Voice[] {
  const key = `${entry.kind}:${entry.name}`;
  const ownWords = entry.kind === 'plugin' ? manifestVoice('entry', entry) : frontMatterVoice(entry);
  return [
    ownWords,
    ...(entry.kind === 'plugin' ? [] : [manifestVoice('plugin', entry)]),
    {
      origin: 'source',
      statement: published ?? {},
      at: (name) => catalogPlace(source, 'sources', ['entries', key, name]),
      findings: [],
    },
  ];
}

function frontMatterVoice(entry: MeasuredEntry): Voice {
  const metadata = entry.frontMatter.get('metadata');
  const below = new Map<string, Written>(
    Object.entries((metadata?.value ?? {}) as Record<string, unknown>).map(([key, value]) => [
      key,
      { value, at: placeOf(entry, 'metadata', key) },
    ]),
  );
  const misplaced: Finding[] = [];
  const words = new Map(below);
  for (const names of [spellings.riskTier, spellings.stub, spellings.stubReason]) {
    for (const name of names) {
      const written = entry.frontMatter.get(name);
      if (!written) continue;
      misplaced.push({
        rule: 'governance-key-misplaced',
        message: `"${name}" stands at the top of the front matter.`,
        at: written.at,
      });
      if (!names.some((spelling) => below.has(spelling))) words.set(name, written);
    }
  }
  const voice = understand('entry', words, (key) => placeOf(entry, 'metadata', spellings[key][0]));
  return { ...voice, findings: [...misplaced, ...voice.findings] };
}

function manifestVoice(origin: Origin, { manifestStatement, definition }: MeasuredEntry): Voice {
  return understand(origin, manifestStatement, () => ({
    root: 'source',
    file: definition.path,
    line: definition.line,
  }));
}

function understand(
  origin: Origin,
  words: ReadonlyMap<string, Written>,
  elsewhere: (key: keyof Statement) => Place,
): Voice {
  const find = (key: keyof Statement): Written | undefined =>
    spellings[key].map((name) => words.get(name)).find((written) => written !== undefined);
  const findings: Finding[] = [];
  const tier = find('riskTier');
  const riskTier = RiskTier.safeParse(tier?.value);
  if (tier && !riskTier.success)
    findings.push({
      rule: 'risk-tier-unknown',
      message: `"${shorten(show(tier.value))}" is not a risk tier.`,
      at: tier.at,
    });
  // `metadata.category` is a free word in most skills; only the two words that mean something here count.
  const category = Category.safeParse(find('category')?.value);
  const stub = find('stub');
  const isStub = stub && flags.get(show(stub.value));
  if (stub && isStub === undefined)
    findings.push({
      rule: 'stub-invalid',
      message: `"${shorten(show(stub.value))}" is neither true nor false.`,
      at: stub.at,
    });
  const reason = find('stubReason')?.value;
  return {
    origin,
    statement: {
      riskTier: riskTier.data,
      category: category.data,
      stub: isStub,
      stubReason: typeof reason === 'string' && reason.trim() !== '' ? reason : undefined,
    },
    at: (key) => find(key)?.at ?? elsewhere(key),
    findings,
  };
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
