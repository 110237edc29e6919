import { allowsLicense } from './license-expression.ts';
import { licenseId } from './license-id.ts';

/**
 * Whether content may be shown in full and offered as a copy: `mirror: always`, or `auto` and a licence on the policy's
 * list. Of an SPDX expression one part of an `OR` has to be on it, and all parts of an `AND`.
 *
 * @param licenses SPDX ids under which content may be copied.
 */
export function mayCopy(
  license: string | undefined,
  mirror: 'auto' | 'always' | 'never',
  licenses: readonly string[],
): boolean {
  const id = licenseId(license);
  return mirror === 'always' || (mirror === 'auto' && id !== undefined && allowsLicense(id, licenses));
}
