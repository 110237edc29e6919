import { add } from '../add.ts';
import { introspectionText } from '../client/report/introspection-text.ts';
import { withScheme } from '../domain/source-draft.ts';
import { loadCatalog } from '../load/load-catalog.ts';
import { UsageError } from '../publish.ts';
import { addJson, contentText, nextText, visibleLines } from '../report/add-text.ts';
import type { Progress } from '../report/progress.ts';
import { openTerminal, type Terminal } from '../report/questions.ts';
import { visible } from '../report/visible.ts';
import { cacheFolder, catalogFolder, now, progressOf } from './environment.ts';
import type { Flags } from './flags.ts';
import type { Input, Run } from './input.ts';
import { showDiagnostics } from './show-diagnostics.ts';

type Show = (found: Parameters<typeof introspectionText>[0]) => void;

/** `add [address]`. */
export const runAdd: Run = async (input) => {
  const { words, flags, env, stdin, stderr, print, report } = input;
  const { json, yes, dryRun } = flags;
  const catalogDir = catalogFolder(input);
  const licenses = (await loadCatalog(catalogDir)).catalog?.file.policy.licenses ?? [];
  const progress = progressOf(input);
  const isAsked = stdin.isTTY && stderr.isTTY && !json && !yes;
  if (words[0] === undefined && !isAsked)
    throw new UsageError('Say which repository: skillyard add https://github.com/acme/skills');
  const terminal = isAsked ? openTerminal(stdin, stderr) : undefined;
  const layout = { color: false, width: stderr.columns || 100 };
  const show: Show = (found) => {
    progress.end();
    report(`${introspectionText(found, layout)}\n${contentText(found.entries, licenses)}\n`);
  };
  const result = await add({
    catalogDir,
    cacheDir: cacheFolder(env),
    today: now(env).slice(0, 10),
    agreed: yes,
    dryRun,
    answers: { ...givenAnswers(flags), address: words[0] ?? '' },
    questions: terminal && questionsAt(terminal, progress, show),
    onStep: progress.step,
  }).finally(() => {
    progress.end();
    terminal?.close();
  });
  if (result.refused !== undefined) {
    if (json) print(JSON.stringify(result, null, 2));
    else showDiagnostics(result.diagnostics, input, 'aside');
    throw new UsageError(visibleLines(result.refused));
  }
  tell(result, input, terminal === undefined ? show : undefined);
  return 0;
};

type Added = Exclude<Awaited<ReturnType<typeof add>>, { readonly refused: string }>;

/** @param show Where nobody has been asked, and so has not seen yet what the repository holds. */
function tell(result: Added, { words, flags: { json, dryRun }, print, report }: Input, show: Show | undefined): void {
  const meant = withScheme(words[0] ?? '');
  const { file, text, inspection, ...more } = result;
  if (json) {
    print(addJson(result));
    return;
  }
  show?.(inspection);
  if (meant !== undefined) report(visible(`The address is taken as ${meant}.`));
  if (!result.written && show) print(text.trimEnd());
  report(nextText(file, { ...more, isClaimed: inspection.claim !== undefined, dryRun }));
}

function givenAnswers({ id, ref, path, owner, exclude, tier }: Flags) {
  const lists = { owners: owner, exclude, tiers: tier };
  const texts = Object.entries({ id, ref, path }).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...texts, ...Object.entries(lists).filter(([, values]) => values.length > 0)]);
}

function questionsAt(terminal: Terminal, progress: Progress, show: Show) {
  return {
    show,
    ask: async (...question: Parameters<Terminal['ask']>) => {
      progress.end();
      const answer = await terminal.ask(...question);
      if (answer === undefined) throw new UsageError('Nothing was written.');
      return answer;
    },
    agree: (file: string, text: string) => terminal.agree(`\n${file}:\n${visibleLines(text)}\nWrite this?`),
  };
}
