import {
  type CatalogChanges,
  type CheckReport,
  type ListedEntry,
  type ListedSource,
} from '../../src/domain/check-report.ts';
import { claimText } from '../../src/domain/claim-text.ts';
import { diagnose } from '../../src/domain/diagnostic.ts';

/** What a check would tell, where every text that a stranger chooses is this one. */
export function hostileReport(text: string): CheckReport {
  const finding: ListedEntry['findings'][number] = {
    rule: 'finding-remote-code',
    severity: 'warning',
    owasp: 'AST01',
    file: text,
    line: 1,
    column: 1,
    excerpt: text.slice(0, 100),
    message: text,
  };
  const kinds = ['tool', 'script', 'hook', 'server', 'host', 'package', 'variable'] as const;
  const entry = listedEntry({
    id: `skill:quay/${text}`,
    description: text,
    license: text,
    suggests: { tier: 'high', reasons: [text] },
    can: kinds.map((kind) => ({ kind, value: text })),
    findings: [finding],
    copyOf: `skill:dock/${text}`,
    withdrawn: { advisory: text, severity: 'high', reason: text, copyOf: `skill:dock/${text}` },
  });
  const changed = {
    added: [{ kind: 'tool', value: text } as const],
    removed: [{ kind: 'host', value: text } as const],
  };
  const source = listedSource({
    id: text,
    place: text,
    entries: [entry, { ...entry, change: 'changed', diff: changed }],
    gone: [`skill:quay/${text}`],
    quarantined: [{ kind: 'skill', path: text, rule: text, message: text }],
    trust: 'verified',
    isGovernanceChanged: true,
    claim: claimText(text, [text]),
  });
  const changes = changesOf({
    sources: [source, { ...source, change: 'gone' }],
    files: (['operator', 'sync', 'other'] as const).map((owner) => ({
      path: text,
      file: text,
      change: 'added',
      owner,
    })),
    steps: [{ id: `skill:quay/${text}`, revisions: [1, 2], from: 'active', to: 'deprecated', origin: 'source' }],
    judgements: [
      { file: text, key: text, from: text, to: text, loosens: true },
      { file: text, entry: `skill:quay/${text}`, key: text, to: text, loosens: false },
    ],
  });
  const at = { root: 'source', file: text, line: 2, column: 3 } as const;
  const details = { message: text, hint: text, at, source: text, entry: `skill:quay/${text}` } as const;
  const diagnostics = (['error', 'warning'] as const).flatMap((severity) => [
    diagnose('finding-remote-code', { ...details, severity }),
    diagnose('finding-remote-code', { ...details, severity, source: 'another', entry: `skill:another/${text}` }),
    { ...diagnose('finding-remote-code', { ...details, severity }), rule: text },
  ]);
  return { diagnostics, changes, url: 'https://harbour.example.org/market/', prefix: 'catalog/' };
}

export function listedEntry(more: Partial<ListedEntry> = {}): ListedEntry {
  return {
    id: 'skill:quay/moor',
    kind: 'skill',
    change: 'new',
    description: 'Moors a boat.',
    license: 'MIT',
    status: 'active',
    riskTier: { value: 'minimal', origin: 'policy' },
    category: { value: 'standard', origin: 'policy' },
    stub: { value: false, origin: 'policy' },
    can: [],
    findings: [],
    ...more,
  };
}

export function listedSource(more: Partial<ListedSource> = {}): ListedSource {
  return {
    id: 'quay',
    change: 'new',
    place: 'git.example.org/harbour/quay#HEAD',
    trust: 'third-party',
    isGovernanceChanged: false,
    commit: 'a'.repeat(40),
    state: 'published',
    isAhead: true,
    entries: [],
    gone: [],
    quarantined: [],
    ...more,
  };
}

export function changesOf(more: Partial<CatalogChanges> = {}): CatalogChanges {
  return { base: 'b'.repeat(40), sources: [], files: [], steps: [], judgements: [], ...more };
}
