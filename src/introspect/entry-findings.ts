import type { FoundEntry } from '../domain/entry.ts';
import { isPartOfFile } from '../domain/entry-path.ts';
import { configuresHarness } from '../domain/configures-harness.ts';
import { type ContentFinding, MAX_EXCERPT } from '../domain/finding.ts';
import { isWithinAny } from '../domain/path-within.ts';
import { findingRules } from '../domain/rules/finding.ts';
import { scanFile } from './findings/scan-file.ts';
import type { Content } from './text-content.ts';

/**
 * What the text files of an entry give to think about, and what it says of itself and runs, as a harness reads them:
 * in YAML and JSON a character can stand as an escape, which no scan of the file sees. The files of a plugin's members
 * are looked at with the members, so that nothing is said twice; files that hold parts of several entries with the
 * plugin too.
 *
 * @param contents Those of `entry.files`, in the same order.
 */
export function findingsOf(entry: FoundEntry, contents: readonly Content[]): ContentFinding[] {
  const ofMembers = new Set(entry.members.map(({ path }) => path).filter((path) => !isPartOfFile(path)));
  const inFiles = entry.files.flatMap(({ treePath }, index) => {
    const text = contents[index]?.text;
    if (text === undefined || isWithinAny(treePath, ofMembers)) return [];
    return scanFile(treePath, text);
  });
  const seen = new Set(inFiles.map(({ rule }) => rule));
  // A derived description repeats the command.
  const fresh = new Map(inValues(entry).map((finding) => [finding.rule, finding]));
  return [...settingsOf(entry), ...inFiles, ...[...fresh.values()].filter(({ rule }) => !seen.has(rule))];
}

function inValues(entry: FoundEntry): ContentFinding[] {
  const { title, description, definition, frontMatter, members } = entry;
  // The actions of members are theirs.
  const actions = members.length > 0 ? [] : [...entry.hooks, ...entry.servers];
  const said = [title, description, ...actions.flatMap(({ command }) => command ?? [])].join('\n');
  const line = frontMatter.get('description')?.at.line ?? definition.line;
  return scanFile(definition.path, said).map((finding) => ({ ...finding, line, column: 1 }));
}

/** What a harness would read if it took the folder of a skill for a plugin; the first file stands for all of them. */
function settingsOf({ kind, files }: FoundEntry): ContentFinding[] {
  const found = kind === 'skill' ? files.filter(({ path }) => configuresHarness(path)) : [];
  const [first] = found;
  if (!first) return [];
  const { severity, owasp } = findingRules['finding-harness-settings'];
  return [
    {
      rule: 'finding-harness-settings',
      severity,
      owasp,
      file: first.treePath,
      line: 1,
      column: 1,
      excerpt: first.path.slice(0, MAX_EXCERPT).toWellFormed(),
      message: 'A harness can be configured by this file of a skill.',
      ...(found.length > 1 && { more: found.length - 1 }),
    },
  ];
}
