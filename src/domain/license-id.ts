import correct from 'spdx-correct';
import licenses from 'spdx-license-list';
import { isLicenseExpression } from './license-expression.ts';

/** In characters; what is longer is no name of a licence. */
const LONGEST = 200;

/**
 * The SPDX id of a licence as people write it (`Apache 2.0`, `MIT License`), or the text itself where it is none
 * (`Complete terms in LICENSE.txt`, `MIT + Commons Clause`) or an expression already.
 */
export function licenseId(license: string | undefined): string | undefined {
  if (license === undefined || license.trim() === '' || license.length > LONGEST) return undefined;
  if (isLicenseExpression(license)) return license;
  const id = correct(license);
  return id !== null && isNameOf(id, license) ? id : license;
}

/**
 * spdx-correct finds a licence in almost any text: MIT in "Limited license", Unlicense in "UNLICENSED". What it finds
 * counts only where the text says nothing but the id or the name of it.
 */
function isNameOf(id: string, text: string): boolean {
  const said = essence(text);
  const name = Object.hasOwn(licenses, id) ? (licenses[id]?.name ?? id) : id;
  // "The MIT License (MIT)" says both.
  return said !== '' && [essence(id), essence(name), essence(`${name} ${id}`)].includes(said);
}

/** Without the words that names of licences are given with or without, and ".0" at the end of a version. */
function essence(text: string): string {
  return (text.toLowerCase().match(/\d+(?:\.\d+)*|[a-z]+|[^\s\w(),"'.:-]/g) ?? [])
    .filter((word) => !/^(?:the|licen[cs]ed?|version|v|under)$/.test(word))
    .map((word) => (/^\d/.test(word) ? word.replace(/(?:\.0)+$/, '') : word))
    .join('');
}
