import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { templateFiles } from '../../src/init/template-files.ts';
import { catalogParts } from '../../src/load/catalog-files.ts';
import { evaluate } from './expressions.ts';
import { readWorkflow, templates } from './workflow-file.ts';

const root = resolve(import.meta.dirname, '../..');
const files = readdirSync(join(templates, 'workflows'));
const workflows = files.map((file) => ({ file, workflow: readWorkflow(file) }));
const read = (path: string): string => readFileSync(join(templates, path), 'utf8');

test('this repository uses what it ships', async () => {
  const { url } = z.object({ url: z.string() }).parse(parse(readFileSync(join(root, 'catalog/catalog.yaml'), 'utf8')));
  const draft = {
    id: '',
    title: '',
    description: '',
    url,
    operators: ['@skillyard/operators'],
    host: 'github',
  } as const;
  const filled = await templateFiles(draft);
  expect(filled.size).toBeGreaterThanOrEqual(9);
  for (const [path, text] of filled) expect([path, readFileSync(join(root, path), 'utf8')]).toEqual([path, text]);
  const own = readdirSync(join(root, '.github'), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.name.endsWith('.png'))
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1));
  expect(own.toSorted()).toEqual([...filled.keys()].toSorted());
});

describe.each(workflows)('$file', ({ file, workflow }) => {
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('pins every action by a commit, with its release behind it', () => {
    const lines = read(`workflows/${file}`)
      .split('\n')
      .filter((line) => /^[\s#-]*uses:/.test(line));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('puts nothing into a script that is not an environment variable', () => {
    for (const { run = '', shell = '' } of steps) expect(`${run}${shell}`).not.toContain('${{');
  });

  test('gives jobs what they need and nothing by default', () => {
    const granted = Object.values(workflow.jobs).map((job) => job.permissions ?? workflow.permissions);
    const expected: Record<string, object[]> = {
      'submission.yml': [{ contents: 'read' }],
      'comment.yml': [{ actions: 'read', 'pull-requests': 'write' }],
      'sync.yml': [{ contents: 'write', 'pull-requests': 'write' }],
      'publish.yml': [{ contents: 'read' }, { pages: 'write', 'id-token': 'write' }],
    };
    expect(granted).toEqual(expected[file]);
    expect(workflow.permissions).toEqual(file === 'submission.yml' ? { contents: 'read' } : {});
  });

  test('ends by itself, and never runs a script of a package', () => {
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
    for (const { run = '' } of steps) if (/npm (?:ci|install)/.test(run)) expect(run).toBe('npm ci --ignore-scripts');
  });

  test('leaves no token where a later step could read it, unless it has to push', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const { with: given } of checkouts)
      expect(given['persist-credentials']).toBe(file === 'sync.yml' ? undefined : 'false');
  });
});

test('strangers reach one workflow, and it has no secrets', () => {
  const reached = workflows.filter(({ workflow }) =>
    Object.keys(workflow.on).some((event) => event.startsWith('pull')),
  );
  expect(reached.map(({ file, workflow }) => [file, workflow.on])).toEqual([
    ['submission.yml', { pull_request: null }],
  ]);
  expect(read('workflows/submission.yml')).not.toMatch(/\$\{\{[^}]*(?:secrets|github\.token)/);
  expect(read('workflows/comment.yml')).not.toContain('actions/checkout');
});

test('a part of the catalog that judges is nothing a stranger can change with a green check', () => {
  const [, named = ''] = /judged=\((.*)\)/.exec(read('workflows/submission.yml')) ?? [];
  expect(named.split(' ').toSorted()).toEqual(catalogParts.filter((part) => part !== 'sources').toSorted());
});

test('the comment is for runs of pull requests that have ended', () => {
  const condition = readWorkflow('comment.yml').jobs['comment']?.if ?? '';
  const isMet = (event: string, conclusion: string): boolean =>
    Boolean(evaluate(condition, { github: { event: { workflow_run: { event, conclusion } } } }));
  expect(isMet('pull_request', 'failure')).toBe(true);
  expect(isMet('pull_request', 'success')).toBe(true);
  expect(isMet('pull_request', 'cancelled')).toBe(true);
  expect(isMet('pull_request', 'skipped')).toBe(false);
  expect(isMet('push', 'success')).toBe(false);
});

const Form = z.strictObject({
  name: z.string(),
  description: z.string(),
  title: z.string(),
  labels: z.array(z.string()),
  body: z.array(
    z.strictObject({
      type: z.enum(['markdown', 'input', 'textarea', 'dropdown']),
      id: z
        .string()
        .regex(/^[\w-]+$/)
        .optional(),
      attributes: z.strictObject({
        value: z.string().optional(),
        label: z.string().optional(),
        description: z.string().optional(),
        placeholder: z.string().optional(),
        options: z.array(z.string()).min(2).optional(),
      }),
      validations: z.strictObject({ required: z.boolean() }).optional(),
    }),
  ),
});

test.each(['list-a-source.yml', 'report-an-entry.yml'])('%s is a form that GitHub takes', (name) => {
  const { body } = Form.parse(parse(read(`ISSUE_TEMPLATE/${name}`)));
  const asked = body.filter(({ type }) => type !== 'markdown');
  expect(asked.every(({ id, attributes }) => id !== undefined && attributes.label !== undefined)).toBe(true);
  expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
  expect(new Set(asked.map(({ attributes }) => attributes.label)).size).toBe(asked.length);
});

test('the form asks what the submit page asks, in the same words', () => {
  const page = readFileSync(join(root, 'src/site/components/SubmitForm.astro'), 'utf8');
  const asked = Form.parse(parse(read('ISSUE_TEMPLATE/list-a-source.yml'))).body.flatMap(({ attributes }) =>
    attributes.label === undefined ? [] : [attributes.label],
  );
  const labels = Array.from(page.matchAll(/label: '([^']+)'/g), ([, label]) => label);
  expect(asked).toEqual([...labels, 'Your part in it']);
});

test('the words to fill in are the two that are documented', () => {
  const all = readdirSync(templates, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const texts = all.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  const words = new Set(texts.flatMap((text) => text.match(/(?<!\$)\{\{.*?\}\}/g) ?? []));
  expect([...words].toSorted()).toEqual(['{{operators}}', '{{url}}']);
  const readme = readFileSync(join(templates, '../README.md'), 'utf8');
  for (const word of words) expect(readme).toContain(word);
});
