import type { FoundEntry } from '../../domain/entry.ts';
import type { Evidence, PackageUse } from '../../domain/evidence.ts';
import { packageText } from '../../domain/capability-diff.ts';
import { by, byText } from '../../domain/order.ts';
import type { Content } from '../text-content.ts';
import { type Code, codeInFile } from './code-in-file.ts';
import { declaredPackages } from './declared-packages.ts';
import { hostsIn } from './hosts.ts';
import { packagesIn } from './packages.ts';
import { requestedTools } from './requested-tools.ts';
import { scriptLanguage } from './script-language.ts';
import { templatesIn, variablesIn } from './variables.ts';

/** A rough measure that needs no tokenizer: English text has about four characters to a token. */
const CHARACTERS_PER_TOKEN = 4;

/** How many hosts, packages and variables are listed, each in the order of their text. No real entry has as many. */
const MAX_LISTED = 200;

/** The files in which `${NAME}` is filled in from the environment by whoever reads them. */
const configuration = /(?:^|[/.-])(?:mcp|hooks|plugin|extension|settings)(?:[.-][\w.-]*)?\.json$/i;

/**
 * What an entry can do and what it costs, from its files alone: the same files give the same evidence. A plugin or
 * workflow answers for all files below its root, those of its members among them.
 */
export function evidenceOf(entry: FoundEntry, contents: readonly Content[]): Evidence {
  const executable = new Set(entry.files.filter((file) => file.executable).map(({ path }) => path));
  const scripts: Evidence['scripts'] = [];
  const reach: Reach = { hosts: new Set(), packages: new Map(), variables: new Set() };
  addCommands(reach, entry);
  for (const { path, bytes, text } of contents) {
    const language = scriptLanguage(path, bytes);
    if (language !== undefined) scripts.push({ path, language, executable: executable.has(path) });
    if (text !== undefined) addFile(reach, path, text, language);
  }
  const size = (files: readonly Content[]): number => files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  return {
    tools: [...new Set([...requestedTools(entry), ...(entry.ofMembers?.tools ?? [])])].toSorted(byText),
    scripts: scripts.toSorted(by(({ path }) => path)),
    hooks: [...entry.hooks],
    servers: [...entry.servers],
    hosts: [...reach.hosts].toSorted(byText).slice(0, MAX_LISTED),
    packages: [...reach.packages.values()].toSorted(by(packageText)).slice(0, MAX_LISTED),
    variables: [...reach.variables].toSorted(byText).slice(0, MAX_LISTED),
    bytes: size(contents),
    tokens: {
      description: tokens(describedOf(entry)),
      body: isInstructions(entry) ? tokens(entry.definition.text.length) : 0,
      everything: tokens(size(contents.filter(({ isText }) => isText))),
    },
  };
}

/** The characters that are in the context before anything is used: of a plugin those of its members, of hooks none. */
function describedOf({ kind, description, ofMembers }: FoundEntry): number {
  return ofMembers?.described ?? (kind === 'hook' || kind === 'mcp_server' ? 0 : description.length);
}

/** The older form of a workflow has its prompts in the JSON. */
function isInstructions({ kind, definition }: FoundEntry): boolean {
  return definition.format === 'markdown' || kind === 'workflow';
}

function tokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}

interface Reach {
  readonly hosts: Set<string>;
  /** By their text, so that each is named once. */
  readonly packages: Map<string, PackageUse>;
  readonly variables: Set<string>;
}

/** What hooks and servers run is code too, and what servers are given is read. */
function addCommands(reach: Reach, { hooks, servers, canonical }: FoundEntry): void {
  const commands = [...hooks, ...servers].flatMap(({ command }) => command ?? []);
  addCode(
    reach,
    commands.map((text) => ({ language: 'shell', text, shown: false })),
  );
  // Headers are among them, but none of those is written like a variable.
  const given = servers.flatMap(({ variables }) => variables).filter((name) => /^[A-Z_][A-Z0-9_]*$/.test(name));
  for (const name of [...given, ...templatesIn(canonical ?? '')]) reach.variables.add(name);
}

function addFile(reach: Reach, path: string, text: string, language: string | undefined): void {
  for (const found of declaredPackages(path, text)) reach.packages.set(packageText(found), found);
  addCode(reach, codeInFile(path, text, language));
  if (configuration.test(path)) for (const name of templatesIn(text)) reach.variables.add(name);
}

function addCode(reach: Reach, code: readonly Code[]): void {
  for (const piece of code) {
    for (const host of hostsIn(piece)) reach.hosts.add(host);
    for (const found of packagesIn(piece)) reach.packages.set(packageText(found), found);
  }
  for (const name of variablesIn(code)) reach.variables.add(name);
}
