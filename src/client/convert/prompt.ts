/** A subagent or a command, whatever file it stands in. */
export interface Prompt {
  readonly kind: 'subagent' | 'command';
  /** A slug. */
  readonly name: string;
  readonly description: string;
  /** The instructions, in Markdown. */
  readonly body: string;
  /** How its format marks arguments and commands in the body. */
  readonly marks: Marks;
  /** What else the file says, by key: no other format has a place for it. */
  readonly others: ReadonlyMap<string, unknown>;
}

/** `dollars`: `$ARGUMENTS`, !`command`. `braces`: `{{args}}`, `!{command}`, `@{file}`. */
export type Marks = 'dollars' | 'braces' | 'none';

/** A prompt in another format. */
export interface Converted {
  readonly text: string;
  /** What got lost on the way, one sentence each. */
  readonly notes: readonly string[];
}
