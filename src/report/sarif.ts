import type { Diagnostic } from '../domain/diagnostic.ts';
import { sha256 } from '../domain/digest.ts';
import { isRuleId, rules } from '../domain/rules/index.ts';
import type { Severity } from '../domain/rules/rule.ts';
import { catalogPlace } from './catalog-place.ts';
import { visible } from './visible.ts';

const levels: Record<Severity, 'error' | 'warning' | 'note'> = { error: 'error', warning: 'warning', info: 'note' };

/** Code scanning of GitHub shows the first 5,000 results of a run and refuses more than 25,000. */
const MOST = 5000;

/** In UTF-16 code units. */
const LONGEST = 1000;

/** The version of how a fingerprint is made; another way is another name. */
const FINGERPRINT = 'skillyard/v1';

export interface SarifPlaces {
  /** The public address below which rules have their pages; without it they have none. */
  readonly url?: string | undefined;
  /** The catalog folder from the top of its repository, with a slash at its end; empty for the top itself. */
  readonly prefix: string;
}

/**
 * Diagnostics as a log of SARIF 2.1.0 (OASIS), with one run. What is about a file of a source stands at the file that
 * lists the source, because only that is in this repository; the properties of the result say where it is. What an
 * operator has accepted is there with its suppression.
 */
export function sarif(diagnostics: readonly Diagnostic[], { url, prefix }: SarifPlaces): string {
  const order = (weight: Severity): number => Object.keys(levels).indexOf(weight);
  const shown = diagnostics.toSorted((a, b) => order(a.severity) - order(b.severity)).slice(0, MOST);
  const ids = [...new Set(shown.map(({ rule }) => rule))].toSorted();
  const times = new Map<string, number>();
  const results = shown.map((diagnostic) => {
    const print = fingerprint(diagnostic);
    const nth = times.get(print) ?? 0;
    times.set(print, nth + 1);
    return resultOf(diagnostic, ids.indexOf(diagnostic.rule), `${print}:${nth}`, prefix);
  });
  const left = diagnostics.length - shown.length;
  const cut = {
    level: 'warning',
    message: { text: `${left} more are not in this file; "--reporter json" gives all.` },
  };
  const run = {
    tool: {
      driver: { name: 'Skillyard', ...(url !== undefined && { informationUri: url }), rules: describe(ids, url) },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: true, ...(left > 0 && { toolExecutionNotifications: [cut] }) }],
    results,
  };
  const $schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
  return JSON.stringify({ $schema, version: '2.1.0', runs: [run] }, null, 2);
}

function describe(ids: readonly string[], url: string | undefined) {
  return ids.map((id) => {
    if (!isRuleId(id)) return { id };
    const { title, why, hint, severity } = rules[id];
    return {
      id,
      shortDescription: { text: title },
      fullDescription: { text: why },
      help: { text: `${why} ${hint}`, markdown: `${why}\n\n**What to do:** ${hint}` },
      ...(url !== undefined && { helpUri: `${url.replace(/\/$/, '')}/rules/${id}/` }),
      defaultConfiguration: { level: levels[severity] },
    };
  });
}

function resultOf(diagnostic: Diagnostic, ruleIndex: number, print: string, prefix: string) {
  const { rule, severity, message, hint, at, source, entry, exception } = diagnostic;
  const { path, line, column, elsewhere } = catalogPlace(diagnostic, prefix);
  const where = elsewhere === undefined ? '' : `${elsewhere}: `;
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: plain(`${where}${message} ${hint}`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(path), uriBaseId: '%SRCROOT%' },
          // GitHub shows a result without a line nowhere.
          region: regionOf(line ?? 1, column),
        },
        ...(entry !== undefined && { logicalLocations: [{ fullyQualifiedName: entry }] }),
      },
    ],
    partialFingerprints: { [FINGERPRINT]: print },
    ...(exception && { suppressions: [suppressionOf(exception)] }),
    ...(elsewhere !== undefined && {
      properties: { source, file: plain(at.file), line: at.line, column: at.column },
    }),
  };
}

function regionOf(startLine: number, startColumn: number | undefined) {
  return { startLine, ...(startColumn !== undefined && { startColumn }) };
}

function suppressionOf({ reason, owner, until }: NonNullable<Diagnostic['exception']>) {
  return {
    kind: 'external',
    status: 'accepted',
    justification: plain(`${reason} (accepted by ${owner} until ${until})`),
  };
}

/** The same wherever in its file it stands: lines move with every edit above. */
function fingerprint({ rule, source, entry, at, message }: Diagnostic): string {
  return sha256([rule, source ?? '', entry ?? '', at.root, at.file, message].join('\0')).slice(0, 32);
}

/** A text that shows no link: in plain messages `[text](target)` is one (SARIF 2.1.0, 3.11.6). */
function plain(text: string): string {
  return visible(text.slice(0, LONGEST).toWellFormed()).replaceAll('](', '] (');
}

function uriOf(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}
