#!/usr/bin/env node
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { cac } from 'cac';
import { add } from './add.ts';
import { assemble, build } from './build.ts';
import { checkChanges, withoutRepeats } from './check-changes.ts';
import { type Diagnostic, hasErrors, sortDiagnostics } from './domain/diagnostic.ts';
import { closest } from './domain/did-you-mean.ts';
import { introspectionText } from './client/report/introspection-text.ts';
import { loadCatalog } from './load/load-catalog.ts';
import { preview } from './preview.ts';
import { UsageError } from './publish.ts';
import { addJson, contentText, nextText, visibleLines } from './report/add-text.ts';
import { explainRule, listRules, nearestRule } from './report/explain.ts';
import { github } from './report/github.ts';
import { countText, pretty } from './report/pretty.ts';
import { createProgress, type Progress } from './report/progress.ts';
import { openTerminal } from './report/questions.ts';
import { summary } from './report/summary.ts';
import { visible } from './report/visible.ts';
import { syncJson } from './report/sync-json.ts';
import { syncMarkdown } from './report/sync-markdown.ts';
import { syncText } from './report/sync-text.ts';
import { sync } from './sync.ts';

const commands = ['add', 'sync', 'build', 'check', 'preview', 'explain'];

/** Exit codes: 0 clean, 1 findings of severity error, 2 the tool could not do what was asked. */
const FINDINGS = 1;
const FAILED = 2;

interface Flags {
  readonly catalog: string;
  readonly out: string;
  readonly baseUrl?: string;
  readonly frozen?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly annotations?: boolean;
  readonly base?: string;
  readonly verbose?: boolean;
  /** The one option that may be given more than once. */
  readonly source?: string | readonly string[];
  readonly summary?: string;
  readonly port: number;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

type RawFlags = Omit<Flags, 'catalog' | 'out'> & { readonly catalog: string | number; readonly out: string | number };

/** The flags as they were meant: the parser makes a list of an option that is given twice, and a number of `--out 2026`. */
function readFlags(raw: RawFlags): Flags {
  const twice = Object.entries(raw).find(
    ([name, value]) => !['--', 'source', 'owner', 'exclude', 'tier'].includes(name) && Array.isArray(value),
  );
  if (twice) throw new UsageError(`--${twice[0]} is given more than once.`);
  const base = raw.base === undefined ? {} : { base: asTyped('--base') };
  return { ...raw, ...base, catalog: String(raw.catalog), out: String(raw.out) };
}

/** The text of an option: the parser makes a number of a commit id such as 0123456 or 12e4567. */
function asTyped(option: string): string {
  const [word = '', next = ''] = process.argv.slice(process.argv.findIndex((arg) => arg.split('=', 1)[0] === option));
  return word === option ? next : word.slice(option.length + 1);
}

/** Every text that an option is given. */
function allTyped(option: string): string[] | undefined {
  const found = process.argv.flatMap((arg, at) => {
    if (arg === option) return [process.argv[at + 1] ?? ''];
    return arg.startsWith(`${option}=`) ? [arg.slice(option.length + 1)] : [];
  });
  return found.length === 0 ? undefined : found;
}

const print = (text: string): void => console.log(text);
const report = (text: string): void => console.error(text);

function catalogFolder({ catalog }: Flags): string {
  const folder = resolve(catalog);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`There is no folder ${catalog}. Name the catalog with --catalog.`);
  return folder;
}

function cacheFolder(): string {
  const { SKILLYARD_CACHE, XDG_CACHE_HOME } = process.env;
  return resolve(SKILLYARD_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'skillyard'));
}

function baseUrl(flags: Flags): string | undefined {
  if (flags.baseUrl === undefined) return undefined;
  if (!/^https?:\/\//.test(flags.baseUrl) || !URL.canParse(flags.baseUrl)) {
    throw new UsageError(`--base-url takes an address such as https://example.org/market, not "${flags.baseUrl}".`);
  }
  return flags.baseUrl;
}

function progressOf({ json }: Flags): Progress {
  return createProgress(process.stderr, json === true || process.env['CI'] !== undefined);
}

function showDiagnostics(diagnostics: readonly Diagnostic[], flags: Flags, write: (text: string) => void): void {
  const stream = write === print ? process.stdout : process.stderr;
  const color = stream.isTTY && process.env['NO_COLOR'] === undefined;
  const text = pretty(diagnostics, { color, showInfo: flags.verbose === true, perRule: flags.verbose ? Infinity : 5 });
  if (text !== '') write(text);
  if (flags.annotations) print(github(diagnostics, basename(resolve(flags.catalog))));
}

async function runBuild(flags: Flags): Promise<number> {
  const progress = progressOf(flags);
  const outDir = resolve(flags.out);
  const options = { catalogDir: catalogFolder(flags), outDir, cacheDir: cacheFolder(), baseUrl: baseUrl(flags) };
  const result = await build({ ...options, frozen: flags.frozen === true, onStep: progress.step }).finally(
    progress.end,
  );
  const { assembled, diagnostics, refused } = result;
  if (flags.json) print(JSON.stringify({ published: refused.length === 0, refused, diagnostics }, null, 2));
  else {
    showDiagnostics(diagnostics, flags, report);
    for (const reason of refused) report(`Not published: ${visible(reason)}`);
    if (assembled) print(summary(assembled, diagnostics));
    if (refused.length === 0) print(`The site is in ${flags.out}.`);
  }
  if (refused.length > 0) return assembled ? FAILED : FINDINGS;
  return flags.strict && hasErrors(diagnostics) ? FINDINGS : 0;
}

async function runCheck(flags: Flags): Promise<number> {
  const progress = progressOf(flags);
  const catalogDir = catalogFolder(flags);
  const changes = await checkChanges(catalogDir, flags.base);
  if (changes.refused !== undefined) throw new UsageError(changes.refused);
  const { catalog, diagnostics: found } = await assemble({
    catalogDir,
    cacheDir: cacheFolder(),
    onStep: progress.step,
  }).finally(progress.end);
  const diagnostics = sortDiagnostics(withoutRepeats(found, changes.diagnostics));
  if (flags.json) print(JSON.stringify({ diagnostics }, null, 2));
  else {
    showDiagnostics(diagnostics, flags, print);
    print(catalog ? summary(catalog, diagnostics) : `${countText(diagnostics)}.`);
  }
  return hasErrors(diagnostics) ? FINDINGS : 0;
}

async function runAdd(address: string, flags: Flags): Promise<number> {
  const catalogDir = catalogFolder(flags);
  const licenses = (await loadCatalog(catalogDir)).catalog?.file.policy.licenses ?? [];
  const { json = false, yes = false, dryRun = false } = flags;
  const progress = progressOf(flags);
  const isAsked = process.stdin.isTTY && process.stderr.isTTY && !json && !yes;
  const terminal = isAsked ? openTerminal(process.stdin, process.stderr) : undefined;
  const layout = { color: false, width: process.stderr.columns || 100 };
  const show = (found: Parameters<typeof introspectionText>[0]): void => {
    progress.end();
    report(`${introspectionText(found, layout)}\n${contentText(found.entries, licenses)}\n`);
  };
  const questions = terminal && {
    show,
    ask: async (...question: Parameters<typeof terminal.ask>) => {
      progress.end();
      const answer = await terminal.ask(...question);
      if (answer === undefined) throw new UsageError('Nothing was written.');
      return answer;
    },
    agree: (file: string, text: string) => terminal.agree(`\n${file}:\n${visibleLines(text)}\nWrite this?`),
  };
  const [id, ref, path] = ['--id', '--ref', '--path'].map((option) => allTyped(option)?.[0]);
  const lists = { owners: allTyped('--owner'), exclude: allTyped('--exclude'), tiers: allTyped('--tier') };
  const given = Object.fromEntries(
    Object.entries({ id, ref, path, ...lists }).filter(([, value]) => value !== undefined),
  );
  const options = { catalogDir, cacheDir: cacheFolder(), today: now().slice(0, 10), agreed: yes, dryRun };
  const result = await add({ ...options, answers: { ...given, address }, questions, onStep: progress.step }).finally(
    () => {
      progress.end();
      terminal?.close();
    },
  );
  if (result.refused !== undefined) {
    if (json) print(JSON.stringify(result, null, 2));
    else showDiagnostics(result.diagnostics, flags, report);
    throw new UsageError(visibleLines(result.refused));
  }
  const { file, text, inspection, ...more } = result;
  if (json) print(addJson(result));
  else {
    if (!terminal) show(inspection);
    if (!result.written && !terminal) print(text.trimEnd());
    report(nextText(file, { ...more, dryRun }));
  }
  return 0;
}

async function runSync(named: readonly string[], flags: Flags): Promise<number> {
  const { json, summary: format } = flags;
  if (format !== undefined && format !== 'markdown')
    throw new UsageError(`--summary takes the word markdown, not "${format}".`);
  if (format !== undefined && json)
    throw new UsageError('Choose one of --json and --summary: both write to the output.');
  const only = [...new Set([...named, ...[flags.source ?? []].flat().map(String)])];
  const progress = progressOf(flags);
  const options = { catalogDir: catalogFolder(flags), cacheDir: cacheFolder(), only, now: now() };
  const { sources, diagnostics, refused } = await sync({ ...options, onStep: progress.step }).finally(progress.end);
  if (refused !== undefined) {
    showDiagnostics(diagnostics, flags, report);
    throw new UsageError(refused);
  }
  if (!json) showDiagnostics(diagnostics, flags, report);
  if (json) print(syncJson(sources, diagnostics));
  else print(format === undefined ? syncText(sources) : syncMarkdown(sources, diagnostics));
  // Among many, one source that is down is not the fault of the run; one that was asked for by name is.
  const missed = only.length > 0 && sources.some(({ state }) => state === 'failed');
  return missed || (flags.strict && hasErrors(diagnostics)) ? FINDINGS : 0;
}

/** `SOURCE_DATE_EPOCH` (reproducible-builds.org) stands in for the clock, in seconds. */
function now(): string {
  const epoch = process.env['SOURCE_DATE_EPOCH'];
  const date = epoch === undefined ? new Date() : new Date(Number(epoch) * 1000);
  if (Number.isNaN(date.valueOf()))
    throw new UsageError(`SOURCE_DATE_EPOCH is "${epoch}" and not a number of seconds.`);
  return `${date.toISOString().slice(0, 19)}Z`;
}

async function runPreview(flags: Flags): Promise<number> {
  if (!Number.isInteger(flags.port) || flags.port < 0 || flags.port > 65_535)
    throw new UsageError(`--port takes a number from 0 to 65535, not "${flags.port}".`);
  const { url, server } = await preview(resolve(flags.out), flags.port);
  print(`The marketplace is at ${url} (Ctrl-C ends it).`);
  await new Promise<void>((end) => {
    const stop = (): void => {
      server.close(() => end());
      server.closeAllConnections();
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
  });
  return 0;
}

function runExplain(rule: string | undefined): number {
  if (rule === undefined) {
    print(listRules());
    return 0;
  }
  const text = explainRule(rule);
  if (text === undefined) {
    const near = nearestRule(rule);
    throw new UsageError(
      `There is no rule "${rule}". ${near === undefined ? 'Run "skillyard explain" for all.' : `Did you mean "${near}"?`}`,
    );
  }
  print(text);
  return 0;
}

async function main(): Promise<number> {
  const cli = cac('skillyard');
  let run: (() => Promise<number> | number) | undefined;
  const command = (usage: string, description: string) =>
    cli
      .command(usage, description)
      .option('--catalog <dir>', 'The catalog folder', { default: 'catalog' })
      .option('--json', 'Print the result as JSON')
      .option('--verbose', 'List notices and every case of a rule');
  command('add <address>', 'Look into a repository and write the file that lists it')
    .option('--id <id>', 'Its id, instead of the one that is proposed')
    .option('--ref <ref>', 'A branch, tag or commit')
    .option('--path <folder>', 'List only what lies below')
    .option('--owner <name>', 'Who may speak for it; may be given more than once')
    .option('--exclude <what>', 'An entry or a pattern to leave out; may be given more than once')
    .option('--tier <tier>', 'Your word on risk, of all or as skill:pdf=high; may be given more than once')
    .option('--yes', 'Ask nothing and write the file')
    .option('--dry-run', 'Write nothing')
    .action((address: string, flags: RawFlags) => void (run = () => runAdd(address, readFlags(flags))));
  command('sync [...source]', 'Ask the sources what is new and append it to the locks')
    .option('--source <id>', 'One source; may be given more than once')
    .option('--summary <format>', 'Print what moved as the text of a pull request: markdown')
    .option('--strict', 'Exit with 1 where an error is found')
    .action((only: string[], flags: RawFlags) => void (run = () => runSync(only, readFlags(flags))));
  command('build', 'Build the site and the index from the locked sources')
    .option('--out <dir>', 'The output folder', { default: 'dist' })
    .option('--base-url <url>', 'The public address, instead of url in catalog.yaml')
    .option('--frozen', 'Publish nothing when a locked object cannot be had')
    .option('--strict', 'Exit with 1 where an error is found')
    .option('--annotations', 'Print annotations for GitHub Actions')
    .action((flags: RawFlags) => void (run = () => runBuild(readFlags(flags))));
  command('check', 'Check the catalog and everything it lists')
    .option('--base <rev>', 'Compare with the commit at which this branch left <rev>')
    .option('--annotations', 'Print annotations for GitHub Actions')
    .option('--strict', 'The same as without; check always exits with 1 where an error is found')
    .action((flags: RawFlags) => void (run = () => runCheck(readFlags(flags))));
  cli
    .command('preview', 'Serve the built site on this machine')
    .option('--out <dir>', 'The output folder', { default: 'dist' })
    .option('--port <n>', 'The first port to try', { default: 4321 })
    .action((flags: RawFlags) => void (run = () => runPreview(readFlags(flags))));
  cli
    .command('explain [rule]', 'Say what a rule is about, or list all rules')
    .action((rule?: string) => void (run = () => runExplain(rule)));
  cli.help();

  cli.parse(process.argv, { run: false });
  await cli.runMatchedCommand();
  if (run) return run();
  if (cli.options['help']) return 0;
  const word = cli.args[0];
  if (word === undefined) throw new UsageError(`Say what to do: ${commands.join(', ')}. See --help.`);
  const meant = closest(word, commands);
  throw new UsageError(`There is no command "${word}". ${meant ? `Did you mean "${meant}"?` : 'See --help.'}`);
}

/** What a person can do something about: a wrong flag, or a disk that is full or may not be written to. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof UsageError || (error instanceof Error && error.name === 'CACError')) return error.message;
  if (!(error instanceof Error) || !('syscall' in error) || !('path' in error)) return undefined;
  return `${error.message}. Check --catalog, --out, and SKILLYARD_CACHE for the cache (now ${cacheFolder()}).`;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = FAILED;
  const bug = error instanceof Error ? (error.stack ?? error.message) : String(error);
  report(sentenceOf(error) ?? `This is a bug: ${bug}`);
}
