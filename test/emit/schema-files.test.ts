import { expect, test } from 'vitest';
import { publishedSchemas } from '../../src/domain/index-v1.ts';
import { schemaFiles } from '../../src/emit/emit-index.ts';

test.each([...schemaFiles()])('the JSON Schema %s says what it said', async (name, text) => {
  await expect(text).toMatchFileSnapshot(`schemas/${name}`);
});

test('every published schema has a file', () => {
  expect([...schemaFiles().keys()]).toEqual(Object.keys(publishedSchemas).map((name) => `${name}.schema.json`));
});
