/** What the client will not or cannot do: a sentence for a person, with the next step in it. Nothing has been written. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Tells refusals apart for programs: `withdrawn`, `digest-wrong`, `name-ambiguous` … */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
