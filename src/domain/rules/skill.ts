import type { Rule } from './rule.ts';

/** The Agent Skills specification, rule by rule. None of them drops an entry unless it says so. */
export const skillRules = {
  'skill-name-missing': {
    title: 'The skill has no name',
    severity: 'warning',
    why: 'The specification requires it; harnesses that follow it do not load the skill. Here the folder name is used.',
    hint: 'Add name to the front matter, equal to the name of the folder.',
  },
  'skill-name-format': {
    title: 'The name has characters the specification does not allow',
    severity: 'warning',
    why: 'Harnesses use the name as a folder and a command.',
    hint: 'Use lower-case letters, digits and single dashes.',
  },
  'skill-name-long': {
    title: 'The name is longer than 64 characters',
    severity: 'warning',
    why: 'The specification allows 64.',
    hint: 'Shorten the name.',
  },
  'skill-name-mismatch': {
    title: 'Name and folder differ',
    severity: 'warning',
    why: 'The specification requires them to be equal; some harnesses go by the one, some by the other.',
    hint: 'Rename the folder or the skill.',
  },
  'skill-description-missing': {
    title: 'The skill has no description',
    severity: 'error',
    why: 'The description is all an agent sees when it decides whether to load the skill.',
    hint: 'Add description to the front matter: what the skill does, and when to use it.',
    quarantines: true,
  },
  'skill-description-long': {
    title: 'The description is longer than 1,024 characters',
    severity: 'warning',
    why: 'Descriptions of all skills are always in the context; some clients drop skills with longer ones.',
    hint: 'Keep what decides whether to use the skill and move the rest into the body.',
  },
  'skill-compatibility-invalid': {
    title: 'compatibility is not a text of at most 500 characters',
    severity: 'warning',
    why: 'The specification allows a text of 1 to 500 characters.',
    hint: 'Shorten it or leave it out.',
  },
  'skill-metadata-invalid': {
    title: 'metadata is not a map of texts',
    severity: 'warning',
    why: 'The specification allows texts as keys and values; strict readers refuse the skill.',
    hint: 'Put quotes around numbers and dates, and flatten lists and maps.',
  },
  'skill-allowed-tools-format': {
    title: 'allowed-tools is not a text with spaces between',
    severity: 'info',
    why: 'The specification separates tools by spaces. Lists and commas are understood by some harnesses only.',
    hint: 'Write for example: allowed-tools: Read Grep Bash(git:*)',
  },
  'skill-key-unknown': {
    title: 'Front matter keys the specification does not know',
    severity: 'info',
    why: 'Validators refuse them and other harnesses ignore them.',
    hint: 'Move them below metadata.',
  },
  'skill-without-folder': {
    title: 'A Markdown file where a skill folder is expected',
    severity: 'info',
    why: 'A skill is a folder with a SKILL.md. A single file in its place is loaded by no harness and not listed.',
    hint: 'Move it into a folder of its own and call it SKILL.md, if it is a skill.',
  },
  'skill-body-empty': {
    title: 'The skill has no instructions',
    severity: 'warning',
    why: 'Loading it teaches an agent nothing.',
    hint: 'Write the steps, or mark the entry as a stub.',
  },
  'skill-body-long': {
    title: 'The instructions are longer than 500 lines',
    severity: 'info',
    why: 'The specification recommends less: the whole body enters the context when the skill is used.',
    hint: 'Move details into files below references/ and name them where they are needed.',
  },
} as const satisfies Record<string, Rule>;
