import { sha256 } from '../../src/domain/digest.ts';
import { hostileTexts } from './hostile-texts.ts';
import { clearAShip } from './sample-workflow.ts';
import { type SampleEntry, sampleEntry } from './sample-entry.ts';
import { LONG, pdf, readAPdf } from './sample-read-a-pdf.ts';
import { COMMIT } from './sample-sources.ts';

const hostileGuide = Object.entries(hostileTexts)
  .map(([name, text]) => `## ${name}\n\n${text}\n`)
  .join('\n');

/** Sixteen entries: ordinary ones, one of each kind, each state there is, and some that mean harm. */
export const sampleEntries: readonly SampleEntry[] = [
  readAPdf,
  clearAShip,
  sampleEntry({
    source: 'drifters',
    name: 'pdf-reader',
    title: 'PDF reader',
    description: 'Reads PDF files. Somebody took it over as it was.',
    digest: readAPdf.digest,
    copyOf: pdf,
  }),
  sampleEntry({
    source: 'harbour',
    name: 'write-a-bill-of-lading',
    title: 'Write a bill of lading',
    description: 'Drafts a bill of lading from a packing list and asks for what is missing.',
    updatedAt: '2026-11-10T10:00:00Z',
    governance: {
      riskTier: { value: 'minimal', origin: 'entry' },
      category: { value: 'standard', origin: 'policy' },
      stub: { value: false, origin: 'policy' },
      status: { value: 'active', origin: 'policy' },
    },
  }),
  sampleEntry({
    source: 'harbour',
    name: 'dispatch-cranes',
    title: 'Dispatch cranes',
    description: 'Plans which crane lifts what, and hands the plan to the yard.',
    riskTier: 'high',
    category: 'raw',
    diagnostics: [
      {
        rule: 'skill-name-mismatch',
        severity: 'warning',
        message: 'The skill is called "dispatch-cranes" and lies in the folder "cranes".',
        hint: 'Rename the folder or the skill.',
        at: { root: 'source', file: 'skills/dispatch-cranes/SKILL.md', line: 2, column: 7 },
        source: 'harbour',
        entry: 'skill:harbour/dispatch-cranes',
        exception: { reason: 'Renamed with the next release.', owner: 'Yard office', until: '2027-01-01' },
      },
    ],
  }),
  sampleEntry({
    source: 'field-notes',
    name: 'translate-a-notice',
    title: 'Translate a notice',
    description: 'Answers with a fixed sentence until the translation service runs.',
    stub: true,
    text: '# Translate\n\nThe word quetzalcoatlus stands only here.\n',
    governance: {
      riskTier: { value: 'minimal', origin: 'governance' },
      category: { value: 'standard', origin: 'policy' },
      stub: { value: true, origin: 'governance', reason: 'A skill that calls the translation service replaces it.' },
      status: { value: 'active', origin: 'policy' },
    },
  }),
  sampleEntry({
    source: 'field-notes',
    name: 'old-checklist',
    title: 'Old checklist',
    description: 'A flat list of twelve points.',
    status: 'deprecated',
    revision: 3,
    revisions: [
      { revision: 1, digest: sha256('1'), status: 'deprecated', since: '2026-05-01T10:00:00Z' },
      { revision: 2, digest: sha256('2'), status: 'deprecated', since: '2026-06-01T10:00:00Z' },
      {
        revision: 3,
        digest: sha256('3'),
        status: 'deprecated',
        since: '2026-07-01T10:00:00Z',
        changes: { added: [], removed: [] },
      },
    ],
    governance: {
      riskTier: { value: 'minimal', origin: 'governance' },
      category: { value: 'standard', origin: 'policy' },
      stub: { value: false, origin: 'policy' },
      status: {
        value: 'deprecated',
        origin: 'source',
        reason: 'Another skill asks the same in order.',
        replacedBy: pdf,
      },
    },
  }),
  sampleEntry({
    source: 'field-notes',
    name: 'half-done',
    title: 'Half done',
    description: 'A draft.',
    status: 'draft',
    license: undefined,
    document: { path: 'skills/half-done/SKILL.md', format: 'markdown', headings: [], withheld: 'license' },
  }),
  sampleEntry({
    kind: 'hook',
    source: 'field-notes',
    name: 'gone',
    title: 'Gone',
    description: 'It was deleted.',
    status: 'deleted',
    provenance: { path: 'hooks/hooks.json' },
    document: { path: 'hooks/hooks.json', format: 'json', headings: [], withheld: 'credential' },
  }),
  sampleEntry({
    kind: 'subagent',
    source: 'harbour',
    name: 'harbour-pilot',
    title: 'Harbour pilot',
    description: 'Steers a task through narrow waters.',
    provenance: { path: 'agents/harbour-pilot.md' },
    evidence: {
      tools: ['Read', 'Grep'],
      bytes: 900,
      tokens: { description: 12, body: 200, everything: 200 },
    },
  }),
  sampleEntry({
    kind: 'command',
    source: 'harbour',
    name: 'berth',
    // As the subagent that it calls.
    title: 'Harbour pilot',
    description: 'Assigns a berth.',
    provenance: { path: 'commands/berth.md' },
  }),
  sampleEntry({
    kind: 'hook',
    source: 'harbour',
    name: 'watchman',
    title: 'Watchman',
    description: 'Runs at PostToolUse and Stop.',
    provenance: { path: 'hooks/hooks.json' },
    document: { path: 'hooks/hooks.json', format: 'json', headings: [], text: '{\n  "hooks": { "Stop": [] }\n}' },
    evidence: {
      hooks: [
        {
          event: 'PostToolUse',
          matcher: 'Edit|Write',
          type: 'command',
          command: 'python3 ${CLAUDE_PLUGIN_ROOT}/check.py',
        },
        { event: 'Stop', type: 'command', command: 'echo "</script><img src=x onerror=window.hacked=1>"' },
      ],
      bytes: 512,
      tokens: { description: 10, body: 0, everything: 120 },
    },
  }),
  sampleEntry({
    kind: 'mcp_server',
    source: 'harbour',
    name: 'tide-tables',
    title: 'tide-tables',
    description: 'An MCP server at tides.example.org, over HTTP.',
    provenance: { path: '.mcp.json#tide-tables' },
    document: { path: '.mcp.json', format: 'json', headings: [], text: '{ "url": "https://tides.example.org" }' },
    evidence: {
      servers: [{ transport: 'http', host: 'tides.example.org', variables: ['TIDES_TOKEN'] }],
      bytes: 128,
      tokens: { description: 14, body: 0, everything: 30 },
    },
  }),
  sampleEntry({
    kind: 'plugin',
    source: 'harbour',
    name: 'dock-kit',
    title: 'Dock kit',
    description: 'Everything for the dock: a skill, and one that is listed nowhere.',
    provenance: { path: '' },
    members: [
      { id: pdf, title: 'Read a PDF', findings: 3 },
      { id: 'skill:harbour/not-listed', title: 'Not listed' },
    ],
    distribution: {
      git: { url: 'https://github.com/harbour/skills', commit: COMMIT, path: '' },
      archives: [
        { url: '../../../../../dl/dock-kit-0123456789ab.zip', format: 'zip', sha256: '5'.repeat(64), bytes: 20_480 },
      ],
      surfaces: { claude: { name: 'dock-kit' }, repository: { name: 'dock.kit', harnesses: ['codex'] } },
    },
  }),
  sampleEntry({
    source: 'drifters',
    name: 'hostile',
    title: '<script>window.hacked = 1</script> "quoted" & \u202Ereversed',
    description: '<img src=x onerror="window.hacked = 1"> ${window.hacked = 1} </p></main></body> hostile description',
    license: '"><script>window.hacked = 1</script>',
    keywords: ['<b>bold</b>', 'javascript:window.hacked=1'],
    tags: { '<i>': '</dd><script>window.hacked = 1</script>' },
    version: '1.0.0"><script>window.hacked = 1</script>',
    provenance: { path: 'skills/hos\u202Etile' },
    text: hostileGuide,
    files: [
      { path: '../<img src=x onerror=window.hacked=1>/;rm -rf $HOME', bytes: 1, sha256: sha256('x'), executable: true },
    ],
    evidence: {
      tools: ['<script>window.hacked = 1</script>'],
      scripts: [{ path: '$(reboot)', language: '<b>', executable: false }],
      hosts: ['"><script>window.hacked = 1</script>'],
      packages: [{ manager: '<b>', name: '$(reboot)', version: '"><img src=x onerror=window.hacked=1>' }],
      variables: ['<script>window.hacked = 1</script>'],
      bytes: 1,
      tokens: { description: 1, body: 1, everything: 1 },
    },
  }),
  sampleEntry({
    source: 'drifters',
    name: 'a-name-of-sixty-four-characters-that-is-as-long-as-a-name-can-be',
    title: `A title without an end ${LONG}`,
    description: `A description without an end. ${LONG} ${'It goes on and on. '.repeat(60)}`,
    license: 'LicenseRef-Proprietary',
    keywords: Array.from({ length: 20 }, (_, n) => `keyword-${n}`),
    document: {
      path: 'skills/long/SKILL.md',
      format: 'markdown',
      headings: [
        { depth: 1, text: `A heading ${LONG}` },
        { depth: 2, text: 'Another heading' },
      ],
      withheld: 'license',
    },
  }),
];
