import type { FullEntry } from '../../domain/index-v1.ts';
import { kindWords } from '../../domain/kind.ts';
import { tierWords } from './listing.ts';
import { words } from './markdown-text.ts';

/** How many things of one sort a twin names; the record has all. */
const MOST = 30;

/** What is known of an entry, one line each. */
export function factLines(entry: FullEntry): string[] {
  const { kind, governance, category, status, revision, version, digest, license, trust, claim, provenance } = entry;
  const { riskTier, status: state } = governance;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Coordinate', code(entry.id)],
    ['Kind', kindWords[kind].label],
    ['Risk tier', `${tierWords(riskTier)} (origin: ${riskTier.origin})`],
    ['Category', category === 'raw' ? 'raw: wrap it before use, install it only with explicit consent' : category],
    ['Status', state.reason === undefined ? status : `${status}: ${words(state.reason)}`],
    ['Use instead', state.replacedBy === undefined ? undefined : words(state.replacedBy)],
    ['Revision', `${revision}${version === undefined ? '' : `, version ${words(version)}`}`],
    ['Digest', code(`sha256:${digest}`)],
    ['Licence', license === undefined ? 'none stated' : words(license)],
    ['Source', `${code(entry.source)} (trust: ${trust})`],
    ['Names this catalog', claim && `${code(claim.path)} at commit ${code(claim.commit)}`],
    ['Place', placeOf(provenance)],
    ['Works with', entry.harnesses.join(', ') || 'no harness as it is'],
    ['Members', list(entry.members.map(({ id }) => id))],
    ['Member of', list(entry.memberOf.map(({ id }) => id))],
    ['Files', `${entry.files.length}, ${entry.evidence.bytes} bytes`],
  ];
  return facts.flatMap(([title, value]) => (value === undefined ? [] : [`- ${title}: ${value}`]));
}

function placeOf({ git, local, commit, path }: FullEntry['provenance']): string {
  const at = path === '' ? '' : ` below ${words(path)}`;
  if (git === undefined) return `folder ${words(local ?? '')} of the catalog${at}`;
  return `${words(git)}${commit === undefined ? '' : ` at commit ${code(commit)}`}${at}`;
}

function code(text: string): string {
  return `\`${text}\``;
}

/** Words of strangers, one code span each; undefined for none. */
function list(texts: readonly string[]): string | undefined {
  if (texts.length === 0) return undefined;
  const shown = texts.slice(0, MOST).map((text) => words(text));
  return [...shown, ...(texts.length > MOST ? [`${texts.length - MOST} more`] : [])].join(', ');
}

/** What an entry can do, as far as its files tell, one line a sort. */
export function evidenceLines({ evidence }: FullEntry): string[] {
  const { tools, scripts, hooks, servers, hosts, packages, variables, tokens } = evidence;
  const sorts: readonly (readonly [string, readonly string[]])[] = [
    ['Tools it asks to use without a question', tools],
    [
      'Scripts',
      scripts.map(({ path, language, executable }) => `${path} (${language}${executable ? ', executable' : ''})`),
    ],
    ['Hooks', hooks.map(({ event, type, command }) => `${event}: ${command ?? type}`)],
    [
      'MCP servers',
      servers.map(({ transport, command, host }) => `${command ?? host ?? 'no address'} over ${transport}`),
    ],
    ['Hosts it names', hosts],
    [
      'Packages',
      packages.map(({ manager, name, version }) => `${manager}: ${name}${version === undefined ? '' : ` ${version}`}`),
    ],
    ['Environment variables it reads', variables],
  ];
  return [
    ...sorts.flatMap(([title, texts]) => {
      const shown = list(texts);
      return shown === undefined ? [] : [`- ${title}: ${shown}`];
    }),
    `- Estimated tokens: ${tokens.description} always, ${tokens.body} on use, ${tokens.everything} for every text file`,
  ];
}

/** Places in an entry that deserve a look, one line each. */
export function findingLines({ findings }: FullEntry): string[] {
  const lines = findings.slice(0, MOST).map(({ rule, severity, file, line, message, excerpt, exception }) => {
    const accepted = exception ? `, accepted until ${exception.until}` : '';
    return `- ${severity} \`${rule}\` in ${words(file)}, line ${line}${accepted}: ${message} ${words(excerpt)}`;
  });
  return findings.length > MOST ? [...lines, `- ${findings.length - MOST} more in the record`] : lines;
}
