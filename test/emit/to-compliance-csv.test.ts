import { expect, test } from 'vitest';
import { toComplianceCsv } from '../../src/emit/to-compliance-csv.ts';
import { toCompliance } from '../../src/emit/to-compliance.ts';
import { readCsv } from '../helpers/read-csv.ts';
import { registerCatalog } from '../helpers/register-catalog.ts';

async function table() {
  const catalog = await registerCatalog();
  const { entries } = toCompliance(catalog);
  const text = toComplianceCsv(catalog, entries, 'https://yard.example.org/market/');
  const [header = [], ...rows] = readCsv(text.replace(/^\uFEFF/, ''));
  const records = rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index]])));
  return { text, header, rows, records, entries };
}

test('has one row for each entry, each as long as the header', async () => {
  const { header, rows, records, entries } = await table();
  expect(records.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
  expect(rows.every((row) => row.length === header.length)).toBe(true);
});

test('says everything about one entry', async () => {
  const { records } = await table();
  expect(records.find(({ id }) => id === 'skill:harbour/current')).toMatchInlineSnapshot(`
    {
      "attested": "current",
      "attestedBy": "Ada",
      "attestedOn": "2026-11-05",
      "attestedUntil": "2027-11-05",
      "basis": "Read.",
      "category": "standard",
      "categoryOrigin": "policy",
      "commit": "",
      "concerns": "",
      "digest": "7bec20b9ed7998aed50310cc9d1599d235b81e7a31884cbaa4a7a011948e6d90",
      "findings": "0",
      "findingsAccepted": "0",
      "git": "https://github.com/harbour/skills",
      "hooks": "0",
      "hosts": "",
      "id": "skill:harbour/current",
      "intendedPurpose": "Tides.",
      "kind": "skill",
      "license": "MIT",
      "name": "current",
      "packages": "",
      "page": "https://yard.example.org/market/skills/harbour/current/",
      "revision": "1",
      "riskTier": "limited",
      "riskTierOrigin": "governance",
      "scripts": "0",
      "servers": "0",
      "source": "harbour",
      "status": "active",
      "stub": "false",
      "stubReason": "",
      "title": "current",
      "tools": "",
      "trust": "verified",
      "updatedAt": "2026-11-01T08:00:00Z",
      "version": "",
      "withdrawn": "false",
      "withdrawnReason": "",
    }
  `);
});

test('begins no cell as a formula, wherever a spreadsheet sees the cells begin', async () => {
  const { text, rows, records } = await table();
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  // As where a semicolon is the separator: behind each, quoted or not.
  expect(text.split(/[;\n]/).filter((cell) => /^["'\s]*[=+\-@]/.test(cell.replace(/^"'/, '')))).toEqual([]);
  const evil = records.find(({ name }) => name === 'evil');
  expect(evil?.['attestedBy']).toBe("'+Mallory =1+1");
  expect(evil?.['basis']).toBe("'@SUM(A1), =2 x");
  expect(evil?.['tools']).toBe("'=cmd|'/c calc'!A1 | @SUM(1)");
  expect(evil?.['version']).toBe("'=1+1,=cmd");
  expect(records.find(({ name }) => name === 'half')?.['license']).toBe("'-2+3");
  expect(records.find(({ name }) => name === 'poisoned')?.['withdrawnReason']).toBe("'=Sends keys away.");
});

test('is UTF-8 in lines that end as RFC 4180 says, with no line break inside and no endless cell', async () => {
  const { text, rows, entries } = await table();
  expect(text.startsWith('\uFEFF"id",')).toBe(true);
  expect(text.isWellFormed()).toBe(true);
  expect(text.split('\r\n')).toHaveLength(entries.length + 2);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\t]/);
  expect(Math.max(...rows.flat().map((cell) => cell.length))).toBeLessThan(2100);
});
