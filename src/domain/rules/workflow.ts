import type { Rule } from './rule.ts';

/** What can be wrong with a workflow (`.ambient/ambient.json`). */
export const workflowRules = {
  'workflow-field-missing': {
    title: 'A workflow without name or description',
    severity: 'warning',
    why: 'People choose a workflow by these two; what is listed instead was derived from its folder and its prompt.',
    hint: 'Add the field to ambient.json.',
  },
  'workflow-nested-deep': {
    title: 'Workflows are nested too deeply',
    severity: 'warning',
    why: 'A workflow holds all files below its folder, so that each level around one reads all of them again; what lies deeper is not listed as a workflow.',
    hint: 'Put the workflows side by side.',
  },
  'workflow-prompt-missing': {
    title: 'A workflow without a prompt',
    severity: 'warning',
    why: 'The prompt is what tells an agent how the parts work together; without one only the parts are loaded.',
    hint: 'Write CLAUDE.md beside the folder .ambient.',
  },
  'workflow-source-invalid': {
    title: 'A workflow names a source that cannot be read',
    severity: 'warning',
    why: 'What the source was to bring is not loaded, and the page of the workflow does not show it.',
    hint: 'Write an object with url, one of branch, tag or sha, and path, or the https address of the folder.',
  },
  'workflow-source-unmatched': {
    title: 'A workflow loads something that is not listed here',
    severity: 'info',
    why: 'The repository is listed in this catalog, and no entry of it lies at the path. It may have moved.',
    hint: 'Compare the path with those of the listed entries.',
  },
  'workflow-source-wide': {
    title: 'A source of a workflow stands for too much',
    severity: 'warning',
    why: 'Whoever loads the workflow loads all of it, and nobody can read it; its entries are not linked.',
    hint: 'Name the folder of the skills that the workflow needs.',
  },
} as const satisfies Record<string, Rule>;
