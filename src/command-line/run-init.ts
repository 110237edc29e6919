import { init, type InitQuestions } from '../init.ts';
import type { CatalogAnswers } from '../init/draft-catalog.ts';
import { UsageError } from '../publish.ts';
import { answersText, begunText, filesText, obstaclesText } from '../report/init-text.ts';
import { openTerminal, type Terminal } from '../report/questions.ts';
import type { Flags } from './flags.ts';
import { generatorVersion } from './generator-version.ts';
import type { Run } from './input.ts';

/** `init [folder]`. */
export const runInit: Run = async ({ words, flags, stdin, stderr, print, report }) => {
  const [folder = '.'] = words;
  const isAsked = stdin.isTTY && stderr.isTTY && !flags.yes;
  const terminal = isAsked ? openTerminal(stdin, stderr) : undefined;
  const result = await init({
    folder,
    answers: givenAnswers(flags),
    questions: terminal && questionsAt(terminal),
    agreed: flags.yes,
    dryRun: flags.dryRun,
    version: generatorVersion(),
  }).finally(() => terminal?.close());
  if (result.refused === 'folder') throw new UsageError(`${folder} is no folder. Name another one.`);
  if (result.refused === 'obstacles') throw new UsageError(obstaclesText(result.paths ?? [], generatorVersion()));
  if (result.refused !== undefined) throw new UsageError(answersText(result.errors ?? {}));
  const { files, kept, written, draft } = result;
  const text = begunText([...files.keys()], {
    kept,
    written,
    dryRun: flags.dryRun,
    folder: folder === '.' ? undefined : folder,
    isWithoutOperators: draft.host === 'github' && draft.operators.length === 0,
  });
  if (written) print(text);
  else report(text);
  return 0;
};

function givenAnswers(flags: Flags): Partial<CatalogAnswers> {
  const { id, title, description, url, ownerUrl, host, repository, operators, owner } = flags;
  if (owner.length > 1) throw new UsageError('--owner is given more than once.');
  const all = { id, title, description, url, ownerUrl, host, repository, operators, owner: owner[0] };
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== undefined));
}

function questionsAt(terminal: Terminal): InitQuestions {
  return {
    ask: async (answer, ...proposed) => {
      const text = await terminal.ask(answer === 'id' ? 'catalogId' : answer, ...proposed);
      if (text === undefined) throw new UsageError('Nothing was written.');
      return text;
    },
    agree: (files) => terminal.agree(`\n${filesText(files)}\nWrite these files?`),
  };
}
