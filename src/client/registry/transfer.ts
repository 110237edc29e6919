/** The bytes of one file of a registry, however they come. */
export interface Transfer {
  /**
   * @param path Relative to the base of the registry, checked by `registryPath`.
   * @param limit The most bytes that are taken, unpacked.
   * @throws Refusal where it cannot be had.
   */
  read(path: string, limit: number): Promise<Received>;
}

export interface Received {
  readonly bytes: Uint8Array;
  /** What the server calls it. */
  readonly contentType?: string | undefined;
}
