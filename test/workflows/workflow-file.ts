import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const texts = z.record(z.string(), z.coerce.string());
const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));

/** A step, with the keys that the templates use: any other is an error, so that the runner of the tests leaves none out. */
const Step = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: texts.default({}),
  env: texts.default({}),
  run: z.string().optional(),
  shell: z.string().optional(),
  'working-directory': z.string().optional(),
  'continue-on-error': z.boolean().default(false),
});
export type Step = z.infer<typeof Step>;

const Job = z.strictObject({
  if: z.string().optional(),
  needs: z.string().optional(),
  'runs-on': z.literal('ubuntu-latest'),
  'timeout-minutes': z.number(),
  permissions: permissions.optional(),
  environment: z.strictObject({ name: z.string(), url: z.string() }).optional(),
  steps: z.array(Step),
});

export const Workflow = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions,
  concurrency: z.union([
    z.string(),
    z.strictObject({ group: z.string(), 'cancel-in-progress': z.boolean().optional() }),
  ]),
  jobs: z.record(z.string(), Job),
});
export type Workflow = z.infer<typeof Workflow>;

export const templates = resolve(import.meta.dirname, '../../templates/github');

/** One of the workflows that are shipped. */
export function readWorkflow(name: string): Workflow {
  return parseWorkflow(readFileSync(resolve(templates, 'workflows', name), 'utf8'));
}

export function parseWorkflow(text: string): Workflow {
  return Workflow.parse(parse(text));
}

/** The steps of a job; without a name, of the only one. */
export function stepsOf({ jobs }: Workflow, name?: string): readonly Step[] {
  const [job, ...others] = name === undefined ? Object.values(jobs) : [jobs[name]];
  if (!job || others.length > 0) throw new Error('It is not clear which job is meant.');
  return job.steps;
}
