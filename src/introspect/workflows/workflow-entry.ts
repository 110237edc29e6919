import { toSlug } from '../../domain/slug.ts';
import { type Diagnostic, diagnose } from '../../domain/diagnostic.ts';
import type { Definition, Written } from '../../domain/entry.ts';
import { shorten } from '../../domain/shorten.ts';
import { asObject, asText, asTexts } from '../../domain/untyped.ts';
import type { Draft } from '../draft.ts';
import { readMarkdown } from '../markdown/front-matter.ts';
import type { ReadEntry } from '../markdown/markdown-entry.ts';
import { type JsonFile, readJson } from '../read-json.ts';
import { quarantine, readText } from '../read-text.ts';
import { sumOf } from '../plugins/sum-of-members.ts';
import { shownValue, withoutSecrets } from '../secrets.ts';
import { baseName, type TreeView } from '../tree-view.ts';
import { readWorkflowSources } from './workflow-sources.ts';

/** A workflow before it is read. */
export interface WorkflowFiles {
  /** The folder above `.ambient`; empty for the root of the tree. */
  readonly root: string;
  /** Its `ambient.json`. */
  readonly file: string;
  /** Its `CLAUDE.md`. */
  readonly prompt?: string | undefined;
  /** What lies in its folder and is an entry itself. */
  readonly members: readonly Draft[];
}

/**
 * Reads a workflow of the Ambient Code Platform: `name`, `description`, `sources` and `rubric` of `ambient.json`, and
 * `CLAUDE.md` as its prompt. The older form, whose prompts stand in the JSON as `systemPrompt` and `startupPrompt`, is
 * read too: there the JSON is the text of the entry. A missing name or description is derived, with a warning; without
 * readable JSON there is no workflow.
 */
export async function readWorkflow(view: TreeView, workflow: WorkflowFiles): Promise<ReadEntry> {
  const { root, file, members } = workflow;
  const path = root === '' ? '.' : root;
  const { json, diagnostic } = await readJson(view.tree, file);
  const fields = asObject(json?.value);
  if (!json || !fields) {
    const message = 'It is not an object.';
    const broken = diagnostic ?? diagnose('manifest-invalid', { message, at: { root: 'source', file, line: 1 } });
    return { quarantined: quarantine('workflow', path, broken), diagnostics: [broken] };
  }
  const sources = readWorkflowSources(json, fields['sources']);
  const shown = { ...fields, ...(sources.shown !== undefined && { sources: sources.shown }) };
  const prompt = await readPrompt(view, workflow, fields, shown);
  const diagnostics: Diagnostic[] = [...sources.diagnostics, ...prompt.diagnostics];
  const derive = (key: string, value: string): string => {
    const message = `"${key}" is missing; the workflow is listed as "${shorten(value)}".`;
    diagnostics.push(diagnose('workflow-field-missing', { message, at: json.at([key]) }));
    return value;
  };
  const name = asText(fields['name'])?.trim() ?? derive('name', root === '' ? 'workflow' : baseName(root));
  const description =
    asText(fields['description'])?.trim() ??
    derive('description', firstSentence(prompt.text) ?? `The workflow ${shorten(name)}.`);
  const draft: Draft = {
    kind: 'workflow',
    path,
    root,
    ownFiles: [],
    // The name is for people, by its specification; what stands in a coordinate is made from it without a word.
    wanted: toSlug(name) ?? name,
    at: json.at(['name']),
    title: shorten(name),
    description,
    version: asText(fields['version']),
    license: asText(fields['license']),
    keywords: asTexts(fields['keywords']) ?? [],
    formats: ['ambient-workflow'],
    treeId: view.tree.folders.get(root),
    definition: prompt.definition,
    frontMatter: frontMatterOf(json, fields),
    manifestStatement: new Map(),
    hooks: members.flatMap(({ hooks }) => hooks),
    servers: [],
    ofMembers: sumOf(members),
    members: members.map(({ kind, path: memberPath }) => ({ kind, path: memberPath })),
    references: sources.references,
  };
  return { draft, diagnostics };
}

interface Prompt {
  readonly definition: Definition;
  /** What the agent is told, as far as it is known. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

async function readPrompt(
  view: TreeView,
  { file, prompt }: WorkflowFiles,
  fields: Readonly<Record<string, unknown>>,
  shown: Readonly<Record<string, unknown>>,
): Promise<Prompt> {
  const definition = {
    path: file,
    format: 'json',
    text: JSON.stringify(withoutSecrets(shown), null, 2),
    line: 1,
  } as const;
  const older = asText(fields['systemPrompt']) ?? asText(fields['startupPrompt']);
  if (prompt === undefined) {
    const message = 'There is neither a CLAUDE.md nor a "systemPrompt".';
    const missing = diagnose('workflow-prompt-missing', { message, at: { root: 'source', file, line: 1 } });
    return { definition, text: older ?? '', diagnostics: older === undefined ? [missing] : [] };
  }
  const { text, diagnostic } = await readText(view.tree, prompt);
  if (diagnostic) return { definition, text: older ?? '', diagnostics: [{ ...diagnostic, severity: 'warning' }] };
  const { body, bodyLine, fatal } = readMarkdown(prompt, text);
  // Front matter means nothing in a CLAUDE.md: what cannot be split off is part of the text.
  const markdown = fatal === undefined ? { text: body, line: bodyLine } : { text, line: 1 };
  return { definition: { path: prompt, format: 'markdown', ...markdown }, text: markdown.text, diagnostics: [] };
}

/** What is published elsewhere, or is text of the prompts, which only a licence allows to copy. */
const APART = new Set(['name', 'description', 'sources', 'systemPrompt', 'startupPrompt', 'rubric']);

/** What else `ambient.json` says, of the rubric which parts there are. */
function frontMatterOf(json: JsonFile, fields: Readonly<Record<string, unknown>>): Map<string, Written> {
  const written = new Map<string, Written>();
  for (const [key, value] of Object.entries(fields)) {
    if (APART.has(key)) continue;
    const below = Object.keys(asObject(value) ?? {});
    written.set(key, {
      value: shownValue(key, value),
      at: json.at([key]),
      ...(key === 'metadata' && { keys: new Map(below.map((name) => [name, json.at([key, name])])) }),
    });
  }
  const rubric = asObject(fields['rubric']);
  if (rubric) written.set('rubric', { value: Object.keys(rubric), at: json.at(['rubric']) });
  return written;
}

const LONGEST_DESCRIPTION = 300;

/** The first line that is neither blank nor a heading nor a rule. */
function firstSentence(text: string): string | undefined {
  const line = text.split('\n').find((candidate) => /^\s*[^\s#=<-]/.test(candidate));
  return line?.trim().slice(0, LONGEST_DESCRIPTION);
}
