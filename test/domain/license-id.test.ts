import { describe, expect, test } from 'vitest';
import { allowsLicense, isLicenseExpression } from '../../src/domain/license-expression.ts';
import { licenseId } from '../../src/domain/license-id.ts';
import { mayCopy } from '../../src/domain/may-copy.ts';

describe('the licence that people mean', () => {
  test.each([
    ['MIT', 'MIT'],
    ['mit', 'MIT'],
    ['MIT License', 'MIT'],
    ['The MIT License (MIT)', 'MIT'],
    ['Apache 2.0', 'Apache-2.0'],
    ['Apache 2', 'Apache-2.0'],
    ['Apache License, Version 2.0', 'Apache-2.0'],
    ['Licensed under the Apache License 2.0', 'Apache-2.0'],
    ['CC BY 4.0', 'CC-BY-4.0'],
    ['Mozilla Public License 2.0', 'MPL-2.0'],
    ['BSD 3-Clause', 'BSD-3-Clause'],
    ['(MIT OR Apache-2.0)', '(MIT OR Apache-2.0)'],
    ['LicenseRef-Proprietary', 'LicenseRef-Proprietary'],
    // SPDX means version 3 alone by it.
    ['GPL-3.0', 'GPL-3.0'],
  ])('%j is %s', (written, id) => {
    expect(licenseId(written)).toBe(id);
  });

  test.each([
    'MIT + Commons Clause',
    'MIT with attribution',
    'Limited license',
    'Use permitted internally',
    'UNLICENSED',
    'Proprietary',
    'Proprietary. LICENSE.txt has complete terms',
    'Complete terms in LICENSE.txt',
    'See the MIT terms',
    'Apache-2.0, non-commercial',
    'Apache 2.0 © ACME',
    'non-MIT',
    'MIT?',
    'MIT*',
    'MIT – nur für uns',
    // The Business Source License and not that of Boost.
    'BSL 1.1',
    'GPLv3',
    'BSD',
  ])('%j is none of SPDX', (written) => {
    expect(licenseId(written)).toBe(written);
    expect(mayCopy(written, 'auto', ['MIT', 'Apache-2.0', 'Unlicense', 'BSL-1.0', 'BSD-2-Clause'])).toBe(false);
  });

  test('is not looked for in nothing, or in long texts', () => {
    expect([undefined, '', ' \n'].map(licenseId)).toEqual([undefined, undefined, undefined]);
    expect(licenseId(`MIT${' OR MIT'.repeat(40)}`)).toBeUndefined();
  });
});

describe('an expression', () => {
  const allowed = ['MIT', 'Apache-2.0', 'GPL-2.0-only WITH Classpath-exception-2.0'];

  test.each([
    ['MIT', true],
    ['MIT OR GPL-3.0-only', true],
    ['GPL-3.0-only OR MIT', true],
    ['MIT AND Apache-2.0', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-only OR MPL-2.0', false],
    ['MIT AND (Apache-2.0 OR GPL-3.0-only)', true],
    ['(MIT AND GPL-3.0-only) OR Apache-2.0', true],
    // AND binds more tightly than OR.
    ['MIT OR Apache-2.0 AND GPL-3.0-only', true],
    ['GPL-3.0-only AND MIT OR MPL-2.0', false],
    ['GPL-2.0-only WITH Classpath-exception-2.0', true],
    ['GPL-2.0-only', false],
    ['Apache-2.0 WITH LLVM-exception', false],
    ['Apache-2.0+', false],
    ['MIT WITH Commons-Clause', false],
    ['MIT OR', false],
    ['MIT/Apache-2.0', false],
  ])('%s is allowed: %s', (expression, isAllowed) => {
    expect(allowsLicense(expression, allowed)).toBe(isAllowed);
  });

  test('is no sentence, and not deep without end', () => {
    expect(isLicenseExpression('MIT OR Apache-2.0')).toBe(true);
    expect(isLicenseExpression('see LICENSE')).toBe(false);
    expect(isLicenseExpression(`${'('.repeat(100_000)}MIT`)).toBe(false);
  });
});

test('the operator goes before the licence', () => {
  expect(mayCopy('Proprietary', 'always', [])).toBe(true);
  expect(mayCopy('MIT', 'never', ['MIT'])).toBe(false);
  expect(mayCopy(undefined, 'auto', ['MIT'])).toBe(false);
});
