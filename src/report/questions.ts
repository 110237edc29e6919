import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { SourceAnswers } from '../domain/source-draft.ts';
import { visible } from './visible.ts';

const ofSources: Readonly<Record<keyof SourceAnswers, string>> = {
  address: 'Address of the repository',
  ref: 'Branch, tag or commit (nothing for the default branch)',
  path: 'Only what lies below this folder (nothing for everything)',
  id: 'Id of the source',
  owners: 'Who may speak for it, with commas (such as github:acme)',
  exclude: 'What to leave out: names of entries or patterns, with commas',
  tiers: 'Your own word on risk, with commas: limited for all, or skill:pdf=high (minimal, limited, high)',
};

const asked = {
  ...ofSources,
  catalogId: 'Id of the catalog, which is also its name in harnesses',
  title: 'Title',
  description: 'What is listed and for whom, in a sentence',
  url: 'Address at which the site will be',
  owner: 'Name of who answers for it (nothing for nobody)',
  ownerUrl: 'Their address (nothing for none)',
  host: 'Workflows and forms for: github, none',
  repository: 'Page of the repository it will be kept in (nothing if you do not know it yet)',
  operators: 'Who decides, as accounts or teams with an @, with commas (nothing for nobody yet)',
} as const;

/** Asks at a terminal, one line an answer. */
export interface Terminal {
  /**
   * Asks until nothing is wrong with the answer. An empty one means the proposal, and a dash nothing.
   *
   * @returns Undefined where the terminal was closed instead: Ctrl-C, Ctrl-D.
   */
  ask(
    answer: keyof typeof asked,
    proposal: string,
    judge: (text: string) => string | undefined,
  ): Promise<string | undefined>;
  agree(question: string): Promise<boolean>;
  close(): void;
}

export function openTerminal(input: Readable, output: Writable): Terminal {
  const lines = createInterface({ input, output });
  const waiting = lines[Symbol.asyncIterator]();

  async function line(question: string): Promise<string | undefined> {
    output.write(question);
    const { value, done } = await waiting.next();
    return done ? undefined : value.trim();
  }

  return {
    async ask(answer, proposal, judge) {
      for (;;) {
        const none = judge('') === undefined ? '; - for none' : '';
        const typed = await line(`${asked[answer]}${proposal === '' ? '' : ` [${visible(proposal)}${none}]`}: `);
        if (typed === undefined) return undefined;
        const text = typed === '' ? proposal : typed === '-' ? '' : typed;
        const wrong = judge(text);
        if (wrong === undefined) return text;
        output.write(`  ${visible(wrong)}\n`);
      }
    },
    async agree(question) {
      return /^y(?:es)?$/i.test((await line(`${question} (y/N) `)) ?? '');
    },
    close: () => lines.close(),
  };
}
