import { z } from 'zod';
import { harnessTable } from './harness-table.ts';
import type { Kind } from './kind.ts';

/** The harnesses whose needs are known, in the order readers see. */
export const Harness = z.enum(['claude-code', 'codex', 'cursor', 'gemini-cli', 'github-copilot', 'opencode']);
export type Harness = z.infer<typeof Harness>;

/** What their makers call them. */
export const harnessTitles: Record<Harness, string> = {
  'claude-code': 'Claude Code',
  codex: 'Codex',
  cursor: 'Cursor',
  'gemini-cli': 'Gemini CLI',
  'github-copilot': 'GitHub Copilot',
  opencode: 'OpenCode',
};

/** Where a harness looks for an entry. `<name>` stands for its name, a slash at the end for a folder. */
interface HarnessPlaces {
  /** Below the folder of a project. */
  readonly project?: string;
  /** For all projects of a person. */
  readonly user?: string;
  /** What stands inside that file, where the place is a file of settings that holds more. */
  readonly key?: string;
  /** Below the root of a plugin that brings it. */
  readonly plugin?: string;
}

/** How a harness takes a plugin. `<marketplace>` stands for the marketplace that lists it. */
interface PluginWay {
  /** The manifests it looks for, first one first. */
  readonly manifests: readonly string[];
  /** The marketplace files it looks for in a repository, first one first. */
  readonly marketplaces: readonly string[];
  /** The command a person types; absent where it is done in windows. */
  readonly install?: string;
}

/** One line of the table: a harness takes one kind in some formats. */
export interface HarnessFact extends HarnessPlaces {
  readonly harness: Harness;
  readonly kind: Kind;
  readonly formats: readonly string[];
  readonly way?: PluginWay;
  /** What a person has to do before it works, one sentence. */
  readonly condition?: string;
  readonly known: {
    /** `ran`: that client was seen to do it. `documented`: its documentation says so. */
    readonly how: 'ran' | 'documented';
    /** The client with its version, or the documentation. */
    readonly by: string;
  };
}

interface Taken {
  readonly kind: Kind;
  readonly formats: readonly string[];
}

/** What is known of one harness and one entry. */
interface HarnessAnswer {
  readonly harness: Harness;
  /** The line by which it takes the entry; absent where it does not. */
  readonly fact?: HarnessFact;
  /** The formats of this kind that it reads; empty where it has no place for the kind. */
  readonly reads: readonly string[];
}

/** What is known of every harness and an entry, in the order of `Harness`. The first line that fits counts. */
export function harnessFacts({ kind, formats }: Taken): HarnessAnswer[] {
  return Harness.options.map((harness) => {
    const ofKind = harnessTable.filter((fact) => fact.harness === harness && fact.kind === kind);
    const fact = ofKind.find((line) => line.formats.some((format) => formats.includes(format)));
    const reads = [...new Set(ofKind.flatMap((line) => line.formats))];
    return { harness, reads, ...(fact && { fact }) };
  });
}

/** The harnesses that take an entry as it is, in the order of `Harness`. */
export function harnessesOf(entry: Taken): Harness[] {
  return harnessFacts(entry).flatMap(({ harness, fact }) => (fact ? [harness] : []));
}

/** A place of the table for an entry of that name. */
export function placeFor(place: string, name: string): string {
  return place.replaceAll('<name>', name);
}
