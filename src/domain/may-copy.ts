import { licenseId } from './license-id.ts';

/**
 * Whether content may be shown in full and offered as a copy: `mirror: always`, or `auto` and a licence on the policy's
 * list.
 *
 * @param licenses SPDX ids under which content may be copied.
 */
export function mayCopy(
  license: string | undefined,
  mirror: 'auto' | 'always' | 'never',
  licenses: readonly string[],
): boolean {
  const id = licenseId(license);
  return mirror === 'always' || (mirror === 'auto' && id !== undefined && licenses.includes(id));
}
