import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { skill } from '../../helpers/memory-tree.ts';
import { harbour, openMarket } from '../market/market.ts';
import { clientBench } from './client-bench.ts';

const { project, skillyard } = clientBench();

describe('a day with a marketplace', { tags: ['slow'] }, () => {
  let market: string;
  const env = (): Record<string, string> => ({ SKILLYARD_REGISTRY: market });

  beforeEach(async () => {
    ({ folder: market } = await openMarket(harbour));
  });

  test('search', async () => {
    expect(await skillyard(['search', 'moor'], env())).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "skill:dock/moor · minimal risk · MIT
        Does moor.
      skill:quay/moor · minimal risk · MIT
        Does moor.

      2 entries for "moor".",
      }
    `);
    expect(await skillyard(['search', 'nothing', 'like', 'it'], env())).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "",
        "stdout": "Nothing was found for "nothing like it". Try other words, or --include-stubs for placeholders.",
      }
    `);
    const { stdout } = await skillyard(['search', '--kind', 'skill', '--include-stubs', '--json'], env());
    const { total, entries } = JSON.parse(stdout) as { total: number; entries: { id: string; stub: boolean }[] };
    expect(total).toBe(5);
    expect(entries.filter(({ stub }) => stub).map(({ id }) => id)).toEqual(['skill:quay/wait']);
  });

  test('show', async () => {
    const { stdout, code } = await skillyard(['show', 'quay/moor'], env());
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "skill:quay/moor  revision 1
        Does moor.

        from         quay, skills/moor
        listed by    (market), which trusts its source as third-party
        licence      MIT
        copies       tar.gz, skill
        harnesses    Claude Code, Codex, Cursor, Gemini CLI, GitHub Copilot, OpenCode
        risk tier    minimal, the default; nobody has set one
        attested     by nobody
        size         2 files, 122 bytes; about 3 tokens always in the context, 6 on use
        scripts      scripts/run.sh
        hosts        tides.harbour.dev

        Revisions
        → 1    active  2026-03-01  733f476a6ffb

        skillyard install skill:quay/moor"
    `);
    expect(await skillyard(['show', 'moor'], env())).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": ""moor" can mean 2 entries. Say which: skill:dock/moor, skill:quay/moor.",
        "stdout": "",
      }
    `);
    expect(await skillyard(['show', 'nobody'], env())).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "There is no nobody in (market). "skillyard search" shows what there is.",
        "stdout": "",
      }
    `);
    expect((await skillyard(['show', 'wait'], env())).stdout).toMatch(/\n {2}stub +Soon\.\n/);
    const { record } = JSON.parse((await skillyard(['show', 'quay/moor', '--json'], env())).stdout) as {
      record: { id: string };
    };
    expect(record.id).toBe('skill:quay/moor');
  });

  test('install, list, verify, update, uninstall', async () => {
    const asked = await skillyard(['install', 'kit'], env());
    expect(asked).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "plugin:quay/kit  revision 1, version 1.0.0
        The kit.
        from         (market)
        risk tier    minimal, the default; nobody has set one
        licence      MIT
        hooks        Stop: echo done
        MCP servers  stdio npx tides-server@2.0.0
        packages     npm:tides-server@2.0.0
        writes       enabledPlugins.kit@skills-dir in .claude/settings.json (claude-code)
                     .claude/skills/kit/, 4 files (claude-code)
        note         plugin:quay/kit brings hooks, MCP servers, so it is placed and not enabled. Look through .claude/skills/kit; "claude plugin enable kit@skills-dir" switches it on.
                     Claude Code loads plugins of a project only once its folder is trusted.

      Nothing was written, because nobody agreed to it. Add --yes to agree without a question.",
        "stdout": "",
      }
    `);
    expect(readdirSync(project())).toEqual(['.claude']);
    expect(await skillyard(['install', 'kit', 'quay/moor', '--dry-run'], env())).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "plugin:quay/kit  revision 1, version 1.0.0
        The kit.
        from         (market)
        risk tier    minimal, the default; nobody has set one
        licence      MIT
        hooks        Stop: echo done
        MCP servers  stdio npx tides-server@2.0.0
        packages     npm:tides-server@2.0.0
        writes       enabledPlugins.kit@skills-dir in .claude/settings.json (claude-code)
                     .claude/skills/kit/, 4 files (claude-code)
        note         plugin:quay/kit brings hooks, MCP servers, so it is placed and not enabled. Look through .claude/skills/kit; "claude plugin enable kit@skills-dir" switches it on.
                     Claude Code loads plugins of a project only once its folder is trusted.

      skill:quay/moor  revision 1
        Does moor.
        from         (market)
        risk tier    minimal, the default; nobody has set one
        licence      MIT
        scripts      scripts/run.sh
        hosts        tides.harbour.dev
        writes       .claude/skills/moor/, 2 files (claude-code)",
        "stdout": "plugin:quay/kit  to be installed, revision 1, version 1.0.0, for claude-code
        create  .claude/skills/kit
        create  .claude/settings.json (enabledPlugins."kit@skills-dir")
      skill:quay/moor  to be installed, revision 1, for claude-code
        create  .claude/skills/moor

      Note: plugin:quay/kit brings hooks, MCP servers, so it is placed and not enabled. Look through .claude/skills/kit; "claude plugin enable kit@skills-dir" switches it on.
      Note: Claude Code loads plugins of a project only once its folder is trusted.

      Nothing was written: this is what would be done.",
      }
    `);
    const { code, stdout } = await skillyard(['install', 'kit', 'quay/moor', '--yes'], env());
    expect({ code, stdout }).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stdout": "plugin:quay/kit  installed, revision 1, version 1.0.0, for claude-code
        create  .claude/skills/kit
        create  .claude/settings.json (enabledPlugins."kit@skills-dir")
      skill:quay/moor  installed, revision 1, for claude-code
        create  .claude/skills/moor

      Note: plugin:quay/kit brings hooks, MCP servers, so it is placed and not enabled. Look through .claude/skills/kit; "claude plugin enable kit@skills-dir" switches it on.
      Note: Claude Code loads plugins of a project only once its folder is trusted.

      2 entries changed in (project).",
      }
    `);
    expect(await skillyard(['install', 'quay/moor', '--yes'], env())).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "skill:quay/moor  unchanged, revision 1, for claude-code

      Nothing to do: all is as it should be.",
      }
    `);
    expect(await skillyard(['list'], env())).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "entry            revision   follows  risk tier     harnesses
      plugin:quay/kit  1 (1.0.0)  latest   minimal risk  claude-code
      skill:quay/moor  1          latest   minimal risk  claude-code

      2 entries in (project).",
      }
    `);
    expect(await skillyard(['verify'], env())).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "2 entries as installed, and none withdrawn.",
      }
    `);
    appendFileSync(join(project(), '.claude/skills/moor/SKILL.md'), 'Mine.\n');
    expect(await skillyard(['verify'], env())).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "",
        "stdout": "changed  skill:quay/moor
        .claude/skills/moor/SKILL.md has been changed.

      1 finding in 2 entries.",
      }
    `);
    expect(await skillyard(['update'], env())).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "plugin:quay/kit  unchanged, revision 1, version 1.0.0, for claude-code
      skill:quay/moor  unchanged, revision 1, for claude-code

      Nothing to do: all is as it should be.",
      }
    `);
    expect(await skillyard(['uninstall', 'kit'], env())).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "plugin:quay/kit  removed, revision 1, version 1.0.0
        remove  .claude/skills/kit
        edit    .claude/settings.json (enabledPlugins."kit@skills-dir")

      1 entry changed in (project).",
      }
    `);
    const json = JSON.parse((await skillyard(['list', '--json'], env())).stdout) as { entries: { id: string }[] };
    expect(json.entries.map(({ id }) => id)).toEqual(['skill:quay/moor']);
  });

  test('harnesses says what each is known by', async () => {
    const { code, stdout } = await skillyard(['harnesses'], env());
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => /claude|looked/i.test(line))).toMatchInlineSnapshot(`
      [
        "claude-code  Claude Code, found in this project",
        "  is looked for by .codex in the project, or ~/.codex",
        "  is looked for by .agents in the project, or ~/.agents",
        "  is looked for by .cursor, .cursorrules in the project, or ~/.cursor",
        "  is looked for by .gemini, GEMINI.md in the project, or ~/.gemini",
        "  is looked for by .github/copilot-instructions.md, .github/agents, .github/skills, .github/mcp.json, .copilot in the project, or ~/.copilot",
        "  is looked for by .opencode, opencode.json, opencode.jsonc in the project, or ~/.config/opencode",
      ]
    `);
  });

  test('refusals have exit code 1', async () => {
    const answers: string[] = [];
    for (const args of [
      ['moor'],
      ['wait'],
      ['oil'],
      ['nobody'],
      ['quay/moor@9'],
      ['quay/moor', '--harness', 'claud'],
    ]) {
      const { code, stdout, stderr } = await skillyard(['install', ...args, '--yes'], env());
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      answers.push(stderr);
    }
    expect(answers.join('\n')).toMatchInlineSnapshot(`
      ""moor" can mean 2 entries. Say which:
        skill:dock/moor (minimal risk, from dock)
        skill:quay/moor (minimal risk, from quay)
      skill:quay/wait is a stub: a placeholder that will be replaced. Add --include-stubs if you mean it.
      skill:dock/oil is raw: it must be wrapped before it is used. Add --allow-raw if you agree to that. Nothing was written.
      There is no nobody in (market). "skillyard search" shows what there is.
      skill:quay/moor has no revision, version or alias "9". Its revisions are 1.
      There is no harness "claud". Known here: claude-code, codex, agents, cursor, gemini-cli, github-copilot, opencode."
    `);
  });

  test('pull', async () => {
    const pulled = await skillyard(['pull', 'quay/moor', '--destination', 'vendor/moor', '--yes'], env());
    expect({ code: pulled.code, stdout: pulled.stdout }).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stdout": "skill:quay/moor  revision 1: 2 files in (project)/vendor/moor",
      }
    `);
    expect(readFileSync(join(project(), 'vendor/moor/SKILL.md'), 'utf8')).toContain('Do it step by step.');
    expect(existsSync(join(project(), 'skillyard.lock.json'))).toBe(false);
  });
});

describe('texts of strangers', { tags: ['slow'] }, () => {
  test('move no cursor in any command', async () => {
    const evil = 'Harmless\\u001B[2J\\u001B]8;;https://x\\u0007 \\u202Eback\\u202C';
    const market = await openMarket({
      'sources/quay.yaml': 'local: quay\n',
      'governance/quay.yaml': 'mirror: always\n',
      'quay/evil/SKILL.md': skill(
        `name: evil\ntitle: "${evil}"\ndescription: "${evil}"\nlicense: MIT\nversion: "${evil}"\nkeywords: ["${evil}"]`,
        'x',
      ),
    });
    const env = { SKILLYARD_REGISTRY: market.folder };
    for (const args of [
      ['search', 'evil'],
      ['show', 'evil'],
      ['install', 'evil', '--yes'],
      ['list'],
      ['verify'],
      ['introspect', join(market.catalogDir, 'quay')],
      ['uninstall', 'evil'],
    ]) {
      const { stdout, stderr } = await skillyard(args, env);
      expect(stdout + stderr).not.toBe('');
      // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
      expect({ args, found: /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/.exec(stdout + stderr) }).toEqual({
        args,
        found: null,
      });
    }
  });
});

test('no text of the client promises what nobody can', () => {
  const folder = resolve(import.meta.dirname, '../../../src/client');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(?:ts|md)$/.test(path));
  const promising = files.filter((path) =>
    /["'`][^"'`\n]*\b(?:is|are|as) safe\b|\bcertif(?:ied|y)\b|\bcompliant\b/i.test(
      readFileSync(join(folder, path), 'utf8'),
    ),
  );
  expect(promising).toEqual([]);
});
