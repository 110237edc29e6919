import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { chosenExcludes, chosenTiers } from './domain/chosen-entries.ts';
import { proposedClaim } from './domain/claim-text.ts';
import type { Diagnostic } from './domain/diagnostic.ts';
import { fileOf } from './domain/entry-path.ts';
import { parseRemote } from './domain/place.ts';
import { proposeId } from './domain/propose-id.ts';
import { type AnswerErrors, draftSource, type Listed, readAddress, type SourceAnswers } from './domain/source-draft.ts';
import { sourceFileText } from './domain/source-file-text.ts';
import { pathPattern } from './introspect/path-pattern.ts';
import { type Catalog, loadCatalog } from './load/load-catalog.ts';
import { type Inspection, inspectSource } from './read/inspect-source.ts';
import type { ReadContext } from './read/open-source.ts';

/** Somebody who can be asked. */
export interface Questions {
  /**
   * @param proposal What an empty answer means.
   * @param judge What is wrong with an answer; it is asked again until nothing is.
   */
  ask(answer: keyof SourceAnswers, proposal: string, judge: (text: string) => string | undefined): Promise<string>;
  show(inspection: Inspection): void;
  /** Shows the file, and asks whether it is to be written. */
  agree(file: string, text: string): Promise<boolean>;
}

export interface AddOptions {
  readonly catalogDir: string;
  readonly cacheDir: string;
  /** What is known already; an empty address is not. The rest is proposed, and asked where there is somebody to ask. */
  readonly answers: Partial<SourceAnswers> & Pick<SourceAnswers, 'address'>;
  readonly questions?: Questions | undefined;
  /** Whether the file is written without a question. */
  readonly agreed: boolean;
  /** Nothing is written. */
  readonly dryRun: boolean;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly onStep: (step: string) => void;
}

/** Why nothing was added. */
interface Refused {
  readonly refused: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A source that can be listed. */
interface Added {
  readonly refused?: undefined;
  readonly id: string;
  /** Below the catalog folder. */
  readonly file: string;
  readonly text: string;
  readonly written: boolean;
  /** With what is left out left out. */
  readonly inspection: Inspection;
  /** Other sources of the same repository. */
  readonly beside: readonly string[];
  /** Patterns that leave out nothing that was found. */
  readonly idle: readonly string[];
  /** The text of the file in the repository that would mark it as a verified source; absent where one does, or none could. */
  readonly claim?: string | undefined;
}

/** Lists a source: looks into it, asks what has to be known, and writes its file. Nothing that is there is touched. */
export async function add(options: AddOptions): Promise<Refused | Added> {
  const { catalogDir, cacheDir, questions, onStep, today } = options;
  const { catalog, diagnostics } = await loadCatalog(catalogDir);
  if (!catalog || catalog.faulty)
    return refuse('Nothing was added: errors at the top of the catalog decide about everything in it.', diagnostics);
  const context = { catalog, cacheDir, today };
  const listed = await listedIn(catalog);
  const looked = await look(await answersBefore(options, listed), options, listed, context);
  if ('refused' in looked) return looked;
  questions?.show(looked.inspection);
  const { entries } = looked.inspection;
  const answers = await answersBehind(looked.answers, options, listed, looked.inspection);

  const exclude = chosenExcludes(answers.exclude, entries, answers.path);
  if (exclude.wrong !== undefined) return refuse(sentences({ exclude: exclude.wrong }));
  const first = draftSource({ ...answers, exclude: exclude.texts, tiers: [] }, listed);
  if (!first.draft) return refuse(sentences(first.errors));
  // What is left out can give its name to another entry, so that what is left is looked at again.
  onStep(`Reading ${first.draft.git}`);
  const inspection = exclude.texts.length === 0 ? looked.inspection : await inspectSource(first.draft, context);
  if (inspection.entries.length === 0) return refuse('With that left out there is nothing to list.');
  const tiers = chosenTiers(answers.tiers, inspection.entries);
  if (tiers.wrong !== undefined) return refuse(sentences({ tiers: tiers.wrong }));
  const { draft, errors } = draftSource({ ...answers, exclude: exclude.texts, tiers: tiers.texts }, listed);
  if (!draft) return refuse(sentences(errors));

  const [file, text] = [`sources/${draft.id}.yaml`, sourceFileText(draft)];
  const isWanted = !options.dryRun && (options.agreed || (await questions?.agree(file, text)) === true);
  if (isWanted && !(await writeNew(join(catalogDir, 'sources'), `${draft.id}.yaml`, text)))
    return refuse(`${file} is there already, and nothing was written over it. Take another id.`);
  const beside = catalog.sources.filter(
    ({ origin }) => 'remote' in origin && origin.remote.repository === draft.remote.repository,
  );
  const claim = inspection.claim ? undefined : proposedClaim(draft, catalog.file.url);
  return {
    id: draft.id,
    file,
    text,
    written: isWanted,
    inspection,
    beside: beside.map(({ id }) => id),
    idle: idlePatterns(draft.exclude, looked.inspection, draft.path ?? ''),
    claim,
  };
}

/** A pattern that is mistyped leaves out nothing, and nobody would notice. */
function idlePatterns(patterns: readonly string[], { entries, quarantined }: Inspection, below: string): string[] {
  const paths = [...entries, ...quarantined].map(({ path }) => {
    const file = fileOf(path);
    return below === '' ? file : file.slice(below.length + 1);
  });
  return patterns.filter((pattern) => !paths.some(pathPattern(pattern)));
}

function refuse(refused: string, diagnostics: readonly Diagnostic[] = []): Refused {
  return { refused, diagnostics };
}

/** The answers that cannot stand, each with the option that gives it. */
function sentences(errors: AnswerErrors): string {
  return Object.entries(errors)
    .map(([answer, sentence]) => {
      const option = { tiers: '--tier', owners: '--owner' }[answer] ?? `--${answer}`;
      return answer === 'address' ? sentence : `${option}: ${sentence}`;
    })
    .join('\n');
}

/** Ids of broken files and of what was listed before are taken too: their ledgers would be taken for those of the new source. */
async function listedIn(catalog: Catalog): Promise<Listed> {
  const names = await Promise.all(
    ['sources', 'lock'].map((folder) =>
      readdir(join(catalog.dir, folder)).catch((error: unknown): string[] => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
        throw error;
      }),
    ),
  );
  return {
    ids: [...new Set(names.flat().map((name) => parse(name).name))],
    places: catalog.sources.map(({ id, place }) => ({ id, place })),
    transports: catalog.file.policy.transports,
  };
}

/** What is known or proposed before anything is fetched. */
async function answersBefore({ answers, questions }: AddOptions, listed: Listed): Promise<SourceAnswers> {
  const typed = answers.address === '' && questions ? await askAddress(questions, listed) : answers.address;
  const address = readAddress(typed);
  const all = {
    address: typed,
    ref: answers.ref ?? address?.ref ?? '',
    path: answers.path ?? address?.path ?? '',
    id: answers.id ?? '',
    owners: answers.owners ?? [],
    exclude: answers.exclude ?? [],
    tiers: answers.tiers ?? [],
  };
  if (!questions || draftSource(all, { ...listed, places: [] }).errors.address !== undefined) return all;
  const judge = (key: 'ref' | 'path') => (text: string) => draftSource({ ...all, [key]: text }, listed).errors[key];
  const ref = answers.ref ?? (await questions.ask('ref', all.ref, judge('ref')));
  const path = answers.path ?? (await questions.ask('path', all.path, judge('path')));
  return { ...all, ref, path };
}

function askAddress(questions: Questions, listed: Listed): Promise<string> {
  const nothing = { id: '', ref: '', path: '', owners: [], exclude: [], tiers: [] };
  // The folder or branch that would make it another place is asked later.
  const judge = (address: string) => draftSource({ ...nothing, address }, { ...listed, places: [] }).errors.address;
  return questions.ask('address', '', judge);
}

/** What is asked of somebody who has seen what is there. */
async function answersBehind(
  all: SourceAnswers,
  { answers, questions }: AddOptions,
  listed: Listed,
  { entries }: Inspection,
): Promise<SourceAnswers> {
  if (!questions) return all;
  const judge = (key: 'id' | 'owners') => (text: string) =>
    draftSource({ ...all, [key]: key === 'id' ? text : words(text) }, listed).errors[key];
  const id = answers.id ?? (await questions.ask('id', all.id, judge('id')));
  const repository = parseRemote(readAddress(all.address)?.url ?? '')?.repository ?? '';
  const owner = /^github\.com\/([^/]+)\//.exec(repository)?.[1];
  const proposal = owner === undefined ? '' : `github:${owner}`;
  const owners = answers.owners ?? words(await questions.ask('owners', proposal, judge('owners')));
  const judgeExclude = (text: string): string | undefined => {
    const chosen = chosenExcludes(words(text), entries, all.path);
    return chosen.wrong ?? draftSource({ ...all, exclude: chosen.texts }, listed).errors.exclude;
  };
  const exclude = answers.exclude ?? words(await questions.ask('exclude', '', judgeExclude));
  const judgeTiers = (text: string): string | undefined => chosenTiers(words(text), entries).wrong;
  const tiers = answers.tiers ?? words(await questions.ask('tiers', '', judgeTiers));
  return { ...all, id, owners, exclude, tiers };
}

/** Several answers in one line. */
function words(text: string): string[] {
  return text.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
}

/** A page does not say where a ref with slashes ends: so many parts more are tried. */
const MOST_PARTS = 4;

/** Fetches and reads what is meant, with an id where none is given. */
async function look(
  before: SourceAnswers,
  { answers: given, onStep }: AddOptions,
  listed: Listed,
  context: ReadContext,
): Promise<Refused | { readonly answers: SourceAnswers; readonly inspection: Inspection }> {
  const repository = parseRemote(readAddress(before.address)?.url ?? '')?.repository ?? '';
  const isOfPage = given.ref === undefined && given.path === undefined && before.ref !== '';
  const parts = isOfPage && before.path !== '' ? before.path.split('/').slice(0, MOST_PARTS) : [];
  let missing: readonly Diagnostic[] = [];
  for (let taken = 0; taken <= parts.length; taken += 1) {
    const ref = [before.ref, ...parts.slice(0, taken)].join('/');
    const path = before.path.split('/').slice(taken).join('/');
    const id = before.id === '' ? proposeId(repository, path, listed.ids) : before.id;
    const answers = { ...before, ref, path, id };
    // Patterns and tiers can be names of entries, which are not known yet.
    const { draft, errors } = draftSource({ ...answers, exclude: [], tiers: [] }, listed);
    if (!draft) return refuse(sentences(errors));
    onStep(`Reading ${draft.git}`);
    const inspection = await inspectSource(draft, context);
    if (inspection.entries.length > 0) return { answers, inspection };
    if (inspection.diagnostics.some(({ rule }) => rule === 'source-path-missing'))
      return refuse(sentences({ path: `There is no folder "${path}" in the repository. Name one that is there.` }));
    if (missing.length === 0) missing = inspection.diagnostics;
    if (inspection.commit !== undefined)
      return refuse(
        'Nothing was found that can be listed. A skill is a folder with a SKILL.md.',
        inspection.diagnostics,
      );
    if (!inspection.diagnostics.some(({ rule }) => rule === 'source-ref-missing')) break;
  }
  return refuse('The source cannot be had.', missing);
}

/** @returns False where there is such a file already. */
async function writeNew(folder: string, name: string, text: string): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(join(folder, name), text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
