import correct from 'spdx-correct';

/**
 * The SPDX id of a licence as people write it (`Apache 2.0`, `MIT License`), or the text itself where it is none
 * (`Complete terms in LICENSE.txt`).
 */
export function licenseId(license: string | undefined): string | undefined {
  if (license === undefined || license.length > 200) return undefined;
  return isSentence(license) ? license : (correct(license) ?? license);
}

/** spdx-correct finds a licence in almost any sentence, "Proprietary. See LICENSE.txt" among them. */
function isSentence(text: string): boolean {
  return text.split(/\s+/).length > 4 || /proprietary|terms|see |unknown|noassertion/i.test(text);
}
