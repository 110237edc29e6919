import { createInterface } from 'node:readline/promises';
import type { Progress } from '../../report/progress.ts';
import { type Candidate, type Dialogue, doesMore } from '../model/dialogue.ts';
import { Refusal } from '../model/refusal.ts';
import { counted, type Layout } from '../report/layout.ts';

interface Options {
  readonly input: NodeJS.ReadStream;
  /** Questions go to the standard error, so that the output holds results only. */
  readonly output: NodeJS.WriteStream;
  readonly progress: Progress;
  readonly layout: Layout;
  /** `--yes`. */
  readonly agreed: boolean;
  /** `--json`: nothing is shown but the result. */
  readonly quiet: boolean;
}

/** Asks at a terminal. Where there is none, a question is a refusal that says which option answers it. */
export function createDialogue({ input, output, progress, layout, agreed, quiet }: Options): Dialogue {
  const canAsk = input.isTTY && output.isTTY && !quiet;

  async function ask(question: string): Promise<string> {
    progress.end();
    const lines = createInterface({ input, output });
    const answer = lines.question(question);
    // Ctrl-C and Ctrl-D close it without an answer; some versions of Node let the question wait for ever then.
    const hungUp = new Promise<never>((_, fail) => {
      lines.once('close', () => fail(new Refusal('not-agreed', 'Nothing was written.')));
    });
    try {
      return (await Promise.race([answer, hungUp])).trim();
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortError')
        throw new Refusal('not-agreed', 'Nothing was written.');
      throw error;
    } finally {
      hungUp.catch(() => undefined);
      lines.close();
    }
  }

  async function consent(text: string, question: string): Promise<boolean> {
    progress.end();
    if (!quiet) output.write(`${text}\n`);
    if (agreed) return true;
    if (!canAsk) return false;
    if (/^y(?:es)?$/i.test(await ask(`${question} (y/N) `))) return true;
    throw new Refusal('not-agreed', 'Nothing was written.');
  }

  return {
    step: progress.step,
    async choose(request, candidates) {
      if (!canAsk) return undefined;
      const { candidateLines } = await import('../report/candidates.ts');
      output.write(`${candidateLines(request, candidates, layout).join('\n')}\n`);
      return chosen(await ask(`Which one? (1–${candidates.length}, nothing to stop) `), candidates);
    },
    async agree(proposals) {
      const { proposalText } = await import('../report/proposal.ts');
      const more = proposals.filter(doesMore).length;
      const question =
        more === 0 ? 'Write this?' : `${counted(more, 'entry', 'entries')} can do more than before. Write this?`;
      return consent(proposalText(proposals, layout), question);
    },
    confirm: (text) => consent(text(layout), 'Write this?'),
    async show(proposals) {
      const { proposalText } = await import('../report/proposal.ts');
      progress.end();
      if (!quiet && proposals.length > 0) output.write(`${proposalText(proposals, layout)}\n`);
    },
  };
}

/** @throws Refusal where the answer is none of the numbers. */
function chosen(answer: string, candidates: readonly Candidate[]): Candidate | undefined {
  if (answer === '') throw new Refusal('not-agreed', 'Nothing was written.');
  const candidate = /^\d+$/.test(answer) ? candidates[Number(answer) - 1] : undefined;
  if (candidate) return candidate;
  throw new Refusal('usage', `"${answer}" is none of the numbers from 1 to ${candidates.length}.`);
}
