/** Set by `scripts/build-client.ts` in the bundle. */
declare const SKILLYARD_VERSION: string | undefined;

/** The version of the package, or `source` where the client runs from its sources. */
export const version = typeof SKILLYARD_VERSION === 'string' ? SKILLYARD_VERSION : 'source';
