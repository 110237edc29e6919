import { expect, test } from 'vitest';
import { introspectTree } from '../../../src/introspect/introspect-tree.ts';
import { measureEntries } from '../../../src/introspect/measure-entries.ts';
import { memoryTree, script, skill } from '../../helpers/memory-tree.ts';

async function evidence(files: Parameters<typeof memoryTree>[0]) {
  const tree = memoryTree(files);
  const selection = { path: '', include: ['**'], exclude: [] };
  const { entries } = await introspectTree(tree, { source: 'harbour', selection, bindings: new Map() });
  return (await measureEntries(tree, 'harbour', entries)).entries[0]?.evidence;
}

test.each([
  ['allowed-tools: Read Grep', ['Grep', 'Read']],
  ['allowed-tools: Read, Write,Read', ['Read', 'Write']],
  ['allowed-tools: Bash(git add *:*), Read', ['Bash(git add *:*)', 'Read']],
  ['allowed-tools: [Read, "Bash(ls *)"]', ['Bash(ls *)', 'Read']],
  ['tools: Read', ['Read']],
  ['allowed-tools: Read\ntools: Write', ['Read']],
  ['allowed-tools: Bash(git log --format="%h (%an)"), Read', ['Bash(git log --format="%h (%an)")', 'Read']],
  ['allowed-tools:\n  - Read\n  - Bash(ls *), Grep', ['Bash(ls *)', 'Grep', 'Read']],
  [`allowed-tools: "['Read', 'Write']"`, ['Read', 'Write']],
  [`allowed-tools: '["Read", "Bash(ls, pwd)"]'`, ['Bash(ls, pwd)', 'Read']],
  ['allowed-tools:\n  - name: Read\n  - tool: Write\n  - Grep: files', ['Grep', 'Read', 'Write']],
  ['allowed-tools:\n  - Bash(git: status)', ['Bash(git: status)']],
  ['allowed_tools: Read', ['Read']],
  ['allowedTools: [Read]', ['Read']],
  ['tools: { bash: true, write: false, __proto__: true }', ['__proto__', 'bash']],
  ['disallowedTools: Bash', []],
  ['allowed-tools: Bash(ls', ['Bash(ls']],
  ['allowed-tools: { a: 1 }', []],
  ['allowed-tools:', []],
  ['allowed-tools: []', []],
  ['license: MIT', []],
])('the tools of %j', async (line, tools) => {
  const found = await evidence({ 'tides/SKILL.md': skill(`name: tides\ndescription: Reads tides.\n${line}`) });
  expect(found?.tools).toEqual(tools);
});

test('scripts are known by their ending or their first line', async () => {
  const found = await evidence({
    'tides/SKILL.md': skill('name: tides\ndescription: Reads tides.'),
    'tides/a.py': 'print()',
    'tides/b.TS': '',
    'tides/bin/c': script('#!/usr/bin/env -S bash -e\n'),
    'tides/bin/d': script('#!/usr/bin/python3.12\n'),
    'tides/bin/e': '#!/usr/bin/env node\n',
    'tides/bin/f': 'no script',
    'tides/notes.constructor': 'no script',
    'tides/bin/g': script(''),
  });
  expect(found?.scripts.map(({ path, language, executable }) => `${path} ${language} ${executable}`)).toEqual([
    'a.py python false',
    'b.TS typescript false',
    'bin/c shell true',
    'bin/d python true',
    'bin/e javascript false',
  ]);
});

test('sizes count bytes, and tokens of text only', async () => {
  const found = await evidence({
    'tides/SKILL.md': '---\nname: tides\ndescription: Reads tides.\n---\n12345678\n',
    'tides/chart.png': new Uint8Array(1000),
    'tides/table.md': 'x'.repeat(400),
  });
  expect(found?.bytes).toBe(55 + 1000 + 400);
  expect(found?.tokens).toEqual({ description: 3, body: 3, everything: Math.ceil((55 + 400) / 4) });
});

test('hosts, packages and variables are collected over all files, sorted, each once', async () => {
  const found = await evidence({
    'tides/SKILL.md': skill(
      'name: tides\ndescription: Reads tides.',
      'See https://docs.tides.dev.\n\n```bash\ncurl https://api.tides.dev/now -H "x: $TIDE_KEY"\nnpx tide@2\n```',
    ),
    'tides/a.py':
      'import os\nurl = "https://api.tides.dev"\nother = "https://B.tides.dev:8443/x"\nos.environ["TIDE_KEY"]\n',
    'tides/requirements.txt': 'requests==2.1 # for the table\n-r other.txt\n',
    'tides/.env.example': 'TIDE_USER=\n# TIDE_OLD=\n',
    'tides/data.json': '{ "url": "https://data.tides.dev", "x": "${NOT_READ}" }',
    'tides/image.bin': new Uint8Array([0, 1, 2]),
  });
  expect(found).toMatchObject({
    hosts: ['api.tides.dev', 'b.tides.dev:8443'],
    packages: [
      { manager: 'npm', name: 'tide', version: '2' },
      { manager: 'pypi', name: 'requests', version: '2.1' },
    ],
    variables: ['TIDE_KEY', 'TIDE_USER'],
  });
});

test('what hooks and servers run counts, and what servers are given', async () => {
  const tree = memoryTree({
    '.claude-plugin/plugin.json': JSON.stringify({ name: 'quay' }),
    '.mcp.json': JSON.stringify({
      mcpServers: {
        tides: {
          command: 'npx',
          args: ['-y', '@quay/tides@1.2.0', 'https://mcp.tides.dev/sse'],
          env: { TIDE_KEY: '${HARBOUR_KEY:-none}' },
        },
        charts: { type: 'http', url: 'https://charts.dev/mcp', headers: { Authorization: 'Bearer ${CHART_KEY}' } },
      },
    }),
    'hooks/hooks.json': JSON.stringify({
      hooks: { Stop: [{ hooks: [{ type: 'command', command: 'curl https://log.dev/$QUAY_ID' }] }] },
    }),
  });
  const selection = { path: '', include: ['**'], exclude: [] };
  const { entries } = await introspectTree(tree, { source: 'harbour', selection, bindings: new Map() });
  const measured = (await measureEntries(tree, 'harbour', entries)).entries;
  const told = measured.map(({ kind, name, evidence: { hosts, packages, variables } }) => [
    `${kind}:${name}`,
    hosts,
    packages.map((use) => `${use.manager}:${use.name}@${use.version}`),
    variables,
  ]);
  expect(Object.fromEntries(told.map(([key, ...rest]) => [key, rest]))).toMatchObject({
    'mcp_server:tides': [['mcp.tides.dev'], ['npm:@quay/tides@1.2.0'], ['HARBOUR_KEY', 'TIDE_KEY']],
    'mcp_server:charts': [[], [], ['CHART_KEY']],
    'hook:quay-hooks': [['log.dev'], [], ['QUAY_ID']],
  });
});

test('lists are cut at 200', async () => {
  const lines = Array.from(
    { length: 250 },
    (_, n) => `curl https://h${n}.tides.dev; npm i p${n}; echo $VARIABLE_${n}\n`,
  );
  const found = await evidence({
    'tides/SKILL.md': skill('name: tides\ndescription: Reads tides.'),
    'tides/a.sh': lines.join(''),
  });
  expect([found?.hosts.length, found?.packages.length, found?.variables.length]).toEqual([200, 200, 200]);
});

test('text that was made to be slow is read soon', { timeout: 60_000 }, async () => {
  const size = 900_000;
  const files = [
    '`'.repeat(size),
    '` '.repeat(size / 2),
    `\`\`\`bash\n${'npm '.repeat(size / 4)}`,
    `\`\`\`bash\nnpm install ${'a('.repeat(size / 2)}`,
    `\`\`\`\n${'https://a.'.repeat(size / 10)}`,
    `\`\`\`\n${'https://'.repeat(size / 8)}`,
    `\`\`\`python\n${'"""\n'.repeat(size / 4)}`,
    `\`\`\`bash\n${'export A='.repeat(size / 9)}`,
    `\`\`\`bash\n${'local A '.repeat(size / 8)}`,
    `\`\`\`bash\n${'for -a "'.repeat(size / 8)}`,
    `\`\`\`js\n${'{ a, '.repeat(size / 5)}= process.env`,
    `\`\`\`js\nprocess.env ${'{'.repeat(size)}`,
    `\`\`\`js\n${'process.env['.repeat(size / 12)}`,
    `\`\`\`dockerfile\n${'FROM a '.repeat(size / 7)}`,
    `\`\`\`bash\nnpm i ${'"'.repeat(size)}`,
    `\`\`\`bash\nnpx ${'-p '.repeat(size / 3)}`,
    `\`\`\`bash\n${'npm i \\\n'.repeat(size / 8)}`,
    '```\n~~~\n'.repeat(size / 8),
  ];
  const begin = performance.now();
  await evidence(
    Object.fromEntries([
      ['tides/SKILL.md', skill('name: tides\ndescription: Reads tides.')],
      ...files.map((text, n) => [`tides/${n}.md`, text]),
      ['tides/pyproject.toml', `[project]\ndependencies = [${'"a",'.repeat(size / 4)}`],
      ['tides/script.py', `# /// script\n${'# dependencies = [\n'.repeat(size / 20)}`],
      ['tides/mcp.json', '${A:-'.repeat(size / 5)],
    ]),
  );
  expect(performance.now() - begin).toBeLessThan(20_000);
});
