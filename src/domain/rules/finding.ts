import type { AgenticSkillRisk } from '../finding.ts';
import type { Rule } from './rule.ts';

/** A rule about what content does. */
export interface FindingRule extends Rule {
  /** The risk of the OWASP Agentic Skills Top 10 it is evidence for. */
  readonly owasp: AgenticSkillRisk;
}

/**
 * What the checks of content look for. A finding is evidence for a reader, never a verdict: security guides show
 * attacks in order to explain them, and what is not found here is not thereby safe.
 */
export const findingRules = {
  'finding-hidden-tags': {
    title: 'Text hidden in tag characters',
    severity: 'error',
    owasp: 'AST01',
    why: 'Tag characters spell ASCII that no screen shows and models read. They have no use but in three flag emoji.',
    hint: 'Delete the characters. In examples, write them as escapes.',
  },
  'finding-hidden-bidi': {
    title: 'Characters that change the order of text',
    severity: 'error',
    owasp: 'AST01',
    why: 'With them a line looks different from what a program or model reads.',
    hint: 'Delete the characters. Where text runs from right to left, close each one in the same line.',
  },
  'finding-hidden-zero-width': {
    title: 'Characters without width',
    severity: 'warning',
    owasp: 'AST01',
    why: 'They split words so that searches and filters miss them, and rows of them can spell a text.',
    hint: 'Delete the characters; most come from copying out of a web page.',
  },
  'finding-hidden-selectors': {
    title: 'Variation selectors with nothing to vary',
    severity: 'error',
    owasp: 'AST01',
    why: 'There are 256 of them, all invisible, so that rows of them can carry any text.',
    hint: 'Delete the characters.',
  },
  'finding-hidden-filler': {
    title: 'Characters that look like nothing',
    severity: 'warning',
    owasp: 'AST01',
    why: 'Letters and controls without a shape make two names look alike and can carry text.',
    hint: 'Delete the characters, or write spaces where spaces are meant.',
  },
  'finding-remote-code': {
    title: 'Code from the network is run unseen',
    severity: 'warning',
    owasp: 'AST02',
    why: 'What runs is what the server sends at that moment: it is not in the source, not pinned and not in the digest.',
    hint: 'Name a package with its version, or download the file, check its hash and run it in separate steps.',
  },
  'finding-encoded-code': {
    title: 'Encoded code is decoded and run',
    severity: 'error',
    owasp: 'AST01',
    why: 'Encoding has no purpose there but to keep readers and filters from seeing what is run.',
    hint: 'Write the code out.',
  },
  'finding-encoded-text': {
    title: 'A long encoded text in instructions',
    severity: 'info',
    owasp: 'AST08',
    why: 'Models decode it without trouble; readers and filters see nothing of it.',
    hint: 'Write the text out, or move data into a file of its own.',
  },
  'finding-credential': {
    title: 'Something that looks like a working credential',
    severity: 'error',
    owasp: 'AST03',
    why: 'Whoever reads the entry can use it, and the history of the repository keeps it.',
    hint: 'Revoke it first, then replace it by the name of an environment variable. In examples, write a clear placeholder.',
  },
  'finding-private-file': {
    title: 'Files with credentials are read',
    severity: 'warning',
    owasp: 'AST03',
    why: 'Keys that lie in the home folder then stand in the context of the model, in logs and in transcripts.',
    hint: 'Let the tool that needs the credential read it, or ask for one made for this purpose.',
  },
  'finding-private-file-sent': {
    title: 'Files with credentials are sent away',
    severity: 'error',
    owasp: 'AST01',
    why: 'Reading a secret and sending it in one step is what stealing skills do.',
    hint: 'Take the line out. In examples, say in the same place that it is an attack.',
  },
  'finding-raw-address': {
    title: 'A link to a number instead of a name',
    severity: 'warning',
    owasp: 'AST02',
    why: 'Nobody can tell whose machine it is, and no certificate vouches for it.',
    hint: 'Use a host name with https. In examples, use addresses from 192.0.2.0/24.',
  },
  'finding-model-comment': {
    title: 'A comment that addresses the model',
    severity: 'warning',
    owasp: 'AST01',
    why: 'Comments are not shown on any page, but models read them as part of the instructions.',
    hint: 'Write instructions where readers see them.',
  },
  'finding-harness-settings': {
    title: 'A skill holds files by which harnesses are configured',
    severity: 'warning',
    owasp: 'AST03',
    why: 'A harness that takes the folder of the skill for a plugin would load them: hooks run and servers start without anybody having asked for more than instructions.',
    hint: 'Move them to a plugin, and the skill below its skills/.',
  },
} as const satisfies Record<string, FindingRule>;

export type FindingRuleId = keyof typeof findingRules;
