import { describe, expect, test } from 'vitest';
import { boundTo } from '../../../src/assemble/plugins/bound-files.ts';

describe('a command that needs files beside it', () => {
  test.each([
    '${CLAUDE_PLUGIN_ROOT}/hooks/end.sh',
    'node "${PLUGIN_ROOT}/dist/index.js"',
    '"$CLAUDE_PROJECT_DIR"/.claude/hooks/check.sh',
    '${CLAUDE_PROJECT_DIR}/.claude/hooks/check',
    'bash hooks/end.sh',
    './run',
    '../run',
    'scripts/run --now',
    'python3 server.py',
    'uv run tools/serve.py',
    'sh -c "cat x | ./filter"',
    '${extensionPath}/server',
    String.raw`.\run.ps1`,
    'deploy.bat',
  ])('%s', (command) => {
    expect(boundTo(command, false)).toBeDefined();
    expect(boundTo(command, true)).toBeDefined();
  });

  test.each([
    'npm test',
    'npx -y @shed/charts',
    'uvx charts --port 8080',
    'cd "$CLAUDE_PROJECT_DIR" && npm test',
    'jq -r .tool_input.file_path',
    'prettier --write "$FILE.js"',
    '/usr/bin/logger -t claude',
    '~/bin/notify.sh',
    'docker run --rm ghcr.io/shed/charts:1.0',
    'https://buoys.example.org/mcp/run.js',
    '--config=/etc/charts.py',
    'eslint --fix .',
  ])('%s stands alone as a hook', (command) => {
    expect(boundTo(command, false)).toBeUndefined();
  });

  test('a server is started in its plugin, so "." is its plugin', () => {
    expect(boundTo('.', true)).toBe('.');
    expect(boundTo('.', false)).toBeUndefined();
  });

  test('a long line is not taken apart', () => {
    const start = performance.now();
    expect(boundTo('a '.repeat(500_000), false)).toBeDefined();
    expect(performance.now() - start).toBeLessThan(500);
  });
});
