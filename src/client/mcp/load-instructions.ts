import { z } from 'zod';
import { ContentFinding } from '../../domain/finding.ts';
import type { FullEntry } from '../../domain/index-v1.ts';
import type { Registry } from '../model/registry.ts';
import { Refusal } from '../model/refusal.ts';
import { parseRequest } from '../resolve/parse-request.ts';
import { resolve } from '../resolve/resolve.ts';
import { includeStubs } from './list-skills.ts';
import { SkillRecord, toSkillRecord } from './skill-record.ts';

/** What `load_skill_instructions` takes. */
export const LoadInput = z.object({
  skill: z.string().min(1).max(500).describe('A coordinate such as skill:acme/pdf, or a name that only one skill has.'),
  include_stubs: includeStubs,
});

/** What it answers: the skill with its instructions, or why there are none and where they are. */
export const LoadedSkill = SkillRecord.extend({
  instructions: z.string().optional().describe('The text of its SKILL.md without front matter.'),
  withheld: z
    .object({
      reason: z.enum(['license', 'policy', 'credential', 'withdrawn', 'absent']),
      explanation: z.string(),
      git: z.object({ url: z.string(), commit: z.string(), path: z.string() }).optional().describe('Where they are.'),
    })
    .optional()
    .describe('Why there are no instructions here.'),
  files: z
    .array(z.object({ path: z.string(), bytes: z.int() }))
    .describe('All its files; install or pull it to have them.'),
  findings: z
    .array(ContentFinding.pick({ rule: true, severity: true, file: true, line: true, message: true }))
    .describe('What its content does that a reader should know of.'),
  notes: z.array(z.string()).describe('What to know before it is used.'),
});

/**
 * The instructions of one skill. They come from its record, whose hash was checked against the index.
 *
 * @throws Refusal where there is no such skill, the name means several, or it is a stub, a draft, deleted or withdrawn.
 */
export async function loadInstructions(
  registries: readonly Registry[],
  { skill, include_stubs }: z.infer<typeof LoadInput>,
): Promise<z.infer<typeof LoadedSkill>> {
  const request = parseRequest(skill);
  if (request.kind !== undefined && request.kind !== 'skill')
    throw new Refusal('kind-other', `${skill} is no skill; only skills have instructions to load.`);
  const { resolved, notes } = await resolve({ ...request, kind: 'skill' }, registries, { includeStubs: include_stubs });
  const { registry, entry, pin } = resolved;
  if (pin.status === 'draft')
    throw new Refusal('draft', `${entry.id}@${pin.revision} is a draft, and no draft is handed to an agent.`);
  if (pin.revision !== entry.revision)
    throw new Refusal(
      'revision-older',
      `The marketplace keeps the text of revision ${entry.revision} of ${entry.id}, and not that of ${pin.revision}. Run "skillyard pull ${entry.id}@${pin.revision}".`,
    );
  const record = await registry.record(entry);
  const { document, files, findings, governance } = record;
  return {
    ...toSkillRecord({ registry, entry }),
    ...(document?.text === undefined ? { withheld: whyWithheld(record) } : { instructions: document.text }),
    files: files.map(({ path, bytes }) => ({ path, bytes })),
    findings: findings
      .filter(({ exception }) => exception === undefined)
      .map(({ rule, severity, file, line, message }) => ({ rule, severity, file, line, message })),
    notes: [
      ...notes,
      ...(entry.category === 'raw' ? ['It is raw: wrap it before it is used.'] : []),
      ...(entry.stub ? [`It is a stub: ${governance.stub.reason ?? 'a placeholder that will be replaced.'}`] : []),
    ],
  };
}

type Withheld = NonNullable<z.infer<typeof LoadedSkill>['withheld']>;

const explanations: Record<Withheld['reason'], string> = {
  license: 'Its licence does not allow the marketplace to copy the text.',
  policy: 'The operator of the marketplace keeps no copy of it.',
  credential: 'Something that looks like a credential stands in the text.',
  withdrawn: 'It has been withdrawn.',
  absent: 'The marketplace has no text of it.',
};

function whyWithheld({ document, distribution }: FullEntry): Withheld {
  const reason = document?.withheld ?? 'absent';
  const { git } = distribution;
  const where =
    git === undefined
      ? ''
      : ` It is at ${git.url}, commit ${git.commit}, in ${git.path === '' ? 'the root' : git.path}.`;
  return { reason, explanation: `${explanations[reason]}${where}`, ...(git && { git }) };
}
