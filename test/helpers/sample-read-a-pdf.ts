import { sha256 } from '../../src/domain/digest.ts';
import { sampleHistory } from './sample-changes.ts';
import { sampleEntry } from './sample-entry.ts';
import { sampleFindings, sampleScans } from './sample-findings.ts';
import { COMMIT } from './sample-sources.ts';

/** A word that fits on no line. */
export const LONG = 'supercalifragilisticexpialidociousword'.repeat(12);
export const pdf = 'skill:harbour/read-a-pdf' as const;
const kit = 'plugin:harbour/dock-kit' as const;

const guide = `# Read a PDF

Use this when somebody hands over a scanned manifest. The word zanzibarine stands only here.

## When

- The file is a **PDF**
- [x] it has pages

## How

1. Run [the script](scripts/extract.py).
2. Compare with [the guide](../other/GUIDE.md#part-two).

\`\`\`python
print("a line of code that is so long that it has to scroll inside of its box and must never push the page to the side")
\`\`\`

| Column | Another column | ${'Wide '.repeat(30)} |
|---|:-:|--:|
| a | b | c |

### Details

![A crane](images/crane.png)

> A quote, with a footnote.[^1]

[^1]: Nothing to see.
`;

/** An entry that uses everything a record can say. */
export const readAPdf = sampleEntry({
  source: 'harbour',
  name: 'read-a-pdf',
  title: 'Read a PDF',
  description:
    'Reads text and tables out of PDF files, scanned ones too. Use it when somebody hands over a manifest as a PDF.',
  riskTier: 'limited',
  version: '1.2.0',
  revision: 3,
  keywords: ['pdf', 'documents'],
  tags: { team: 'documents' },
  history: [...sampleHistory],
  text: guide,
  governance: {
    riskTier: {
      value: 'limited',
      origin: 'governance',
      attestation: {
        by: 'Yard office',
        on: '2026-11-01',
        basis: 'Script and instructions read line by line.',
        intendedPurpose: 'Reads documents for people who check the result.',
        until: '2027-11-01',
      },
    },
    category: { value: 'standard', origin: 'defaults' },
    stub: { value: false, origin: 'policy' },
    status: { value: 'active', origin: 'policy' },
  },
  files: [
    { path: 'SKILL.md', bytes: 2048, sha256: sha256('a'), executable: false },
    { path: 'scripts/extract.py', bytes: 12_345, sha256: sha256('b'), executable: true },
    { path: `references/${LONG}.md`, bytes: 1_234_567, sha256: sha256('c'), executable: false },
  ],
  memberOf: [{ id: kit, title: 'Dock kit' }],
  referencedBy: [{ id: 'workflow:harbour/clear-a-ship', title: 'Clear a ship' }],
  copies: [{ id: 'skill:drifters/pdf-reader', title: 'PDF reader' }],
  variants: [{ path: '.claude/skills/read-a-pdf' }],
  aliases: { production: 2 },
  revisions: [
    {
      revision: 1,
      version: '1.0.0',
      digest: sha256('1'),
      commit: COMMIT,
      status: 'active',
      since: '2026-05-01T10:00:00Z',
    },
    {
      revision: 2,
      version: '1.1.0',
      digest: sha256('2'),
      commit: COMMIT,
      status: 'active',
      since: '2026-08-01T10:00:00Z',
      changes: { added: [{ kind: 'script', value: 'scripts/extract.py' }], removed: [] },
    },
    {
      revision: 3,
      version: '1.2.0',
      digest: sha256('3'),
      commit: COMMIT,
      status: 'active',
      since: '2026-11-18T10:00:00Z',
      changes: {
        added: [
          { kind: 'host', value: 'scans.example.org' },
          { kind: 'tool', value: 'Bash(pdftotext:*)' },
        ],
        removed: [{ kind: 'variable', value: 'PDF_PASSWORD' }],
        bytes: { from: 1_240_000, to: 1_248_960 },
        tokensBody: { from: 380, to: 412 },
      },
    },
  ],
  evidence: {
    tools: ['Read', 'Bash(pdftotext:*)'],
    scripts: [{ path: 'scripts/extract.py', language: 'python', executable: true }],
    hosts: Array.from({ length: 20 }, (_, n) => `scans-${n}.example.org`),
    packages: [
      { manager: 'pypi', name: 'pdfplumber', version: '0.11.4' },
      { manager: 'npm', name: LONG },
    ],
    variables: ['SCAN_TOKEN'],
    bytes: 1_248_960,
    tokens: { description: 34, body: 412, everything: 12_640 },
  },
  findings: sampleFindings,
  scans: sampleScans,
  diagnostics: [
    ...sampleFindings.map(({ rule, severity, message, file, line, column }) => ({
      rule,
      severity,
      message,
      hint: 'Look at it.',
      at: { root: 'source' as const, file, line, column },
      source: 'harbour',
      entry: pdf,
    })),
    {
      rule: 'skill-body-long',
      severity: 'info',
      message: 'The instructions of "read-a-pdf" have 612 lines.',
      hint: 'Move details into files below references/ and name them where they are needed.',
      at: { root: 'source', file: 'skills/read-a-pdf/SKILL.md', line: 9 },
      source: 'harbour',
      entry: pdf,
    },
  ],
});
