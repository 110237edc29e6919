/**
 * The committer date of a raw commit object.
 *
 * @returns ISO 8601 in UTC to the second, such as `2026-11-20T13:04:05Z`; undefined where the object has none.
 */
export function commitDate(commit: Uint8Array): string | undefined {
  const [header = ''] = Buffer.from(commit).toString('latin1').split('\n\n', 1);
  const seconds = /^committer .*> (\d{1,12}) [+-]\d{4}$/m.exec(header)?.[1];
  if (seconds === undefined) return undefined;
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`;
}
