import { lstat, mkdir, realpath } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseYaml } from './load/parse-yaml.ts';
import { CatalogFile } from './domain/catalog.ts';
import { byText } from './domain/order.ts';
import { catalogFileText, ignoreText, manifestText, sourcesText } from './init/catalog-texts.ts';
import {
  type CatalogAnswers,
  type CatalogDraft,
  type CatalogErrors,
  draftCatalog,
  proposeCatalog,
} from './init/draft-catalog.ts';
import { keptFiles } from './init/kept-files.ts';
import { readmeText } from './init/readme-text.ts';
import { templateFiles } from './init/template-files.ts';
import { obstacles, writeNew } from './init/write-new.ts';
import { runCatalogGit } from './load/catalog-git.ts';

/** Somebody who can be asked. */
export interface InitQuestions {
  /**
   * @param proposal What an empty answer means.
   * @param judge What is wrong with an answer; it is asked again until nothing is.
   */
  ask(answer: keyof CatalogAnswers, proposal: string, judge: (text: string) => string | undefined): Promise<string>;
  /** Shows what would be written, and asks whether it is to be. */
  agree(files: readonly string[]): Promise<boolean>;
}

export interface InitOptions {
  /** Where the catalog will be; it is made where it is not there. */
  readonly folder: string;
  /** What is known already. The rest is proposed, and asked where there is somebody to ask. */
  readonly answers: Partial<CatalogAnswers>;
  readonly questions?: InitQuestions | undefined;
  /** Whether it is written without a question. */
  readonly agreed: boolean;
  /** Nothing is written. */
  readonly dryRun: boolean;
  /** Of this generator. */
  readonly version: string;
}

/** Why nothing was begun. */
export interface InitRefused {
  readonly refused: 'answers' | 'obstacles' | 'folder';
  /** With `answers`: what is wrong with each. */
  readonly errors?: CatalogErrors;
  /** With `obstacles`: what is in the way. */
  readonly paths?: readonly string[];
}

/** A catalog that can be, or has been, begun. */
export interface Begun {
  readonly refused?: undefined;
  readonly draft: CatalogDraft;
  /** Text by path, in the order of the paths. */
  readonly files: ReadonlyMap<string, string>;
  /** What was there before and stays as it is. */
  readonly kept: readonly string[];
  readonly written: boolean;
}

/** Begins a catalog: asks what has to be known and writes its files, all or none. Nothing that is there is touched. */
export async function init(options: InitOptions): Promise<InitRefused | Begun> {
  const { questions, version, dryRun, agreed } = options;
  const folder = await whereItLies(options.folder);
  if (folder === undefined) return { refused: 'folder' };
  const kept = await keptFiles(folder);
  // Whoever answers nine questions does not want to hear it afterwards.
  const inTheWay = questions ? await obstacles(folder, without(kept, everywhere)) : [];
  if (inTheWay.length > 0) return { refused: 'obstacles', paths: inTheWay };
  const proposed = proposeCatalog({ folder: basename(folder), remote: await remoteOf(folder) });
  const answers = await answered({ ...proposed, ...options.answers }, options);
  const { draft, errors } = draftCatalog(answers);
  if (!draft) return { refused: 'answers', errors };

  const files = besideKept(kept, await catalogFiles(draft, version));
  const paths = await obstacles(folder, [...files.keys()]);
  if (paths.length > 0) return { refused: 'obstacles', paths };
  const isWanted = !dryRun && (agreed || (await questions?.agree([...files.keys()])) === true);
  if (isWanted) {
    await mkdir(folder, { recursive: true });
    await writeNew(folder, files);
  }
  return { draft, files, kept, written: isWanted };
}

/** The folder without links; undefined where something else has its name. */
async function whereItLies(typed: string): Promise<string | undefined> {
  const folder = resolve(typed);
  const real = await realpath(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return folder;
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  const stats = real === undefined ? undefined : await lstat(real).catch(() => undefined);
  return stats === undefined || stats.isDirectory() ? real : undefined;
}

/** Only of a repository that begins in the folder: the one around it is that of something else. */
async function remoteOf(folder: string): Promise<string | undefined> {
  const lies = await lstat(resolve(folder, '.git')).catch(() => undefined);
  if (lies === undefined) return undefined;
  return (await runCatalogGit(folder, ['config', '--get', 'remote.origin.url']))?.trim();
}

/** What every catalog has, whatever is answered. */
const everywhere = ['.gitignore', 'README.md', 'catalog/catalog.yaml', 'catalog/sources/README.md', 'package.json'];

function without(kept: readonly string[], paths: readonly string[]): string[] {
  return paths.filter((path) => !kept.includes(path));
}

/** Leaves out what is there already. How to go on is said in the folder of the catalog where the first page is taken. */
function besideKept(kept: readonly string[], files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const placed = [...files].map(([path, text]) =>
    path === 'README.md' && kept.includes(path) ? ([`catalog/${path}`, text] as const) : ([path, text] as const),
  );
  return new Map(placed.filter(([path]) => !kept.includes(path)).toSorted(([one], [other]) => byText(one, other)));
}

const order = ['id', 'title', 'description', 'url', 'owner', 'ownerUrl', 'host', 'repository', 'operators'] as const;

async function answered(proposed: CatalogAnswers, { answers, questions }: InitOptions): Promise<CatalogAnswers> {
  if (!questions) return proposed;
  let all = proposed;
  for (const answer of order) {
    if (answers[answer] !== undefined || isBesideThePoint(answer, all)) continue;
    // The title follows the id, which may have been another one than the name of the folder.
    const proposal = answer === 'title' ? proposeCatalog({ folder: all.id }).title : all[answer];
    const text = await questions.ask(
      answer,
      proposal,
      (typed) => draftCatalog({ ...all, [answer]: typed }).errors[answer],
    );
    all = { ...all, [answer]: text };
  }
  return all;
}

function isBesideThePoint(answer: keyof CatalogAnswers, { owner, host }: CatalogAnswers): boolean {
  return (answer === 'ownerUrl' && owner === '') || (answer === 'operators' && host !== 'github');
}

async function catalogFiles(draft: CatalogDraft, version: string): Promise<ReadonlyMap<string, string>> {
  const catalog = catalogFileText(draft);
  const { value, diagnostics } = parseYaml('catalog.yaml', catalog, CatalogFile);
  if (value === undefined || diagnostics.length > 0)
    throw new Error(`The new catalog.yaml cannot be read: ${diagnostics.map(({ message }) => message).join(' ')}`);
  const files = new Map([
    ['.gitignore', ignoreText],
    ['README.md', readmeText(draft)],
    ['catalog/catalog.yaml', catalog],
    ['catalog/sources/README.md', sourcesText],
    ['package.json', manifestText(version)],
    ...(await templateFiles(draft)),
  ]);
  return new Map([...files].toSorted(([one], [other]) => byText(one, other)));
}
