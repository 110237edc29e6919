import { expect, test } from 'vitest';
import { outcomeOf } from '../helpers/harbour.ts';
import { skill } from '../helpers/memory-tree.ts';
import { messages } from '../helpers/message.ts';

/** What is said of one skill in the folder `tides`, but for its tier. */
async function said(front: string, body?: string, path = 'tides/SKILL.md'): Promise<string> {
  const { diagnostics } = await outcomeOf({ files: { [path]: skill(front, body) } });
  return messages(diagnostics.filter(({ rule }) => rule !== 'risk-tier-default' && rule !== 'entry-name-changed'));
}

const description = 'description: Reads tides. Use it before mooring.';

test('a skill as the specification wants it', async () => {
  const front = `name: tides\n${description}\nlicense: MIT\ncompatibility: Needs a clock.\nallowed-tools: Read Bash(git add *, git rm *)\nmetadata:\n  author: Ada\n  version: "1.0"\n  risk-tier: limited\n`;
  expect(await said(front)).toBe('');
});

test('a skill at the root of a repository has no folder to be named after', async () => {
  expect(await said(`name: tides\n${description}`, undefined, 'SKILL.md')).toBe('');
});

test('names', async () => {
  expect(await said(description)).toMatchInlineSnapshot(
    `"warning skill-name-missing source:tides/SKILL.md:1 [skill:harbour/tides] It is listed under the name of its folder, "tides". | Add name to the front matter, equal to the name of the folder."`,
  );
  expect(await said(`name: true\n${description}`)).toMatchInlineSnapshot(
    `"warning skill-name-mismatch source:tides/SKILL.md:2:1 [skill:harbour/true] The skill is called "true", its folder "tides". | Rename the folder or the skill."`,
  );
  expect(await said(`name: Tide Table\n${description}`)).toMatchInlineSnapshot(`
    "warning skill-name-format source:tides/SKILL.md:2:1 [skill:harbour/tide-table] The name is "Tide Table". | Use lower-case letters, digits and single dashes.
    warning skill-name-mismatch source:tides/SKILL.md:2:1 [skill:harbour/tide-table] The skill is called "Tide Table", its folder "tides". | Rename the folder or the skill."
  `);
  expect(await said(`name: ${'tides-'.repeat(20)}x\n${description}`)).toMatchInlineSnapshot(`
    "warning skill-name-long source:tides/SKILL.md:2:1 [skill:harbour/tides-tides-tides-tides-tides-tides-tides-tides-tides-tides-tide] The name has 121 characters. | Shorten the name.
    warning skill-name-mismatch source:tides/SKILL.md:2:1 [skill:harbour/tides-tides-tides-tides-tides-tides-tides-tides-tides-tides-tide] The skill is called "tides-tides-tides-tides-tides-tides-tides-tides-tides-tides-tides-tides-tides-tides-tides-tides-tide…", its folder "tides". | Rename the folder or the skill."
  `);
  expect(await said(`name: charts\n${description}`)).toMatchInlineSnapshot(
    `"warning skill-name-mismatch source:tides/SKILL.md:2:1 [skill:harbour/charts] The skill is called "charts", its folder "tides". | Rename the folder or the skill."`,
  );
});

test('descriptions', async () => {
  expect(await said(`name: tides\ndescription: ${'🚢'.repeat(1024)}`)).toBe('');
  expect(await said(`name: tides\ndescription: ${'🚢'.repeat(1025)}`)).toMatchInlineSnapshot(
    `"warning skill-description-long source:tides/SKILL.md:3:1 [skill:harbour/tides] The description has 1025 characters. | Keep what decides whether to use the skill and move the rest into the body."`,
  );
});

test('compatibility', async () => {
  expect(await said(`name: tides\n${description}\ncompatibility: ${'x'.repeat(500)}`)).toBe('');
  expect(await said(`name: tides\n${description}\ncompatibility: ${'x'.repeat(501)}`)).toMatchInlineSnapshot(
    `"warning skill-compatibility-invalid source:tides/SKILL.md:4:1 [skill:harbour/tides] It has 501 characters. | Shorten it or leave it out."`,
  );
  expect(await said(`name: tides\n${description}\ncompatibility:`)).toMatchInlineSnapshot(
    `"warning skill-compatibility-invalid source:tides/SKILL.md:4:1 [skill:harbour/tides] It is not a text. | Shorten it or leave it out."`,
  );
});

test('keys', async () => {
  expect(await said(`name: tides\n${description}\nversion: 1.0\nauthor: Ada\ntags: [sea]`)).toMatchInlineSnapshot(
    `"info skill-key-unknown source:tides/SKILL.md:4:1 [skill:harbour/tides] Not in the specification: version, author, tags. | Move them below metadata."`,
  );
});

test('allowed tools', async () => {
  expect(await said(`name: tides\n${description}\nallowed-tools: Read, Write`)).toMatchInlineSnapshot(
    `"info skill-allowed-tools-format source:tides/SKILL.md:4:1 [skill:harbour/tides] Its tools are separated by commas. | Write for example: allowed-tools: Read Grep Bash(git:*)"`,
  );
  expect(await said(`name: tides\n${description}\nallowed-tools: [Read, Write]`)).toMatchInlineSnapshot(
    `"info skill-allowed-tools-format source:tides/SKILL.md:4:1 [skill:harbour/tides] It is not a text. | Write for example: allowed-tools: Read Grep Bash(git:*)"`,
  );
});

test('metadata', async () => {
  expect(await said(`name: tides\n${description}\nmetadata: none`)).toMatchInlineSnapshot(
    `"warning skill-metadata-invalid source:tides/SKILL.md:4:1 [skill:harbour/tides] It is not a map. | Put quotes around numbers and dates, and flatten lists and maps."`,
  );
  expect(await said(`name: tides\n${description}\nmetadata: [a, b]`)).toMatchInlineSnapshot(
    `"warning skill-metadata-invalid source:tides/SKILL.md:4:1 [skill:harbour/tides] It is not a map. | Put quotes around numbers and dates, and flatten lists and maps."`,
  );
  expect(
    await said(
      `name: tides\n${description}\nmetadata:\n  author: Ada\n  version: 1.10\n  deep: { a: 1 }\n  flag: true\n  text: "1.0"`,
    ),
  ).toMatchInlineSnapshot(
    `"warning skill-metadata-invalid source:tides/SKILL.md:6:3 [skill:harbour/tides] Not a text: version, deep, flag. | Put quotes around numbers and dates, and flatten lists and maps."`,
  );
});

test('instructions', async () => {
  expect(await said(`name: tides\n${description}`, '')).toMatchInlineSnapshot(
    `"warning skill-body-empty source:tides/SKILL.md:5 [skill:harbour/tides] Nothing follows the front matter. | Write the steps, or mark the entry as a stub."`,
  );
  expect(await said(`name: tides\n${description}\nmetadata: { stub: "true", stub-reason: Soon. }`, '')).toBe('');
  expect(await said(`name: tides\n${description}`, 'x\n'.repeat(499))).toBe('');
  expect(await said(`name: tides\n${description}`, 'x\n'.repeat(600))).toMatchInlineSnapshot(
    `"info skill-body-long source:tides/SKILL.md:5 [skill:harbour/tides] The instructions have 600 lines. | Move details into files below references/ and name them where they are needed."`,
  );
});
