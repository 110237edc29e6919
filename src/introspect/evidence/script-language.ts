const languages: Readonly<Record<string, string>> = {
  bash: 'shell',
  bat: 'batch',
  cjs: 'javascript',
  cmd: 'batch',
  cts: 'typescript',
  fish: 'shell',
  go: 'go',
  js: 'javascript',
  jsx: 'javascript',
  ksh: 'shell',
  lua: 'lua',
  mjs: 'javascript',
  mts: 'typescript',
  php: 'php',
  pl: 'perl',
  ps1: 'powershell',
  psm1: 'powershell',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  sh: 'shell',
  ts: 'typescript',
  tsx: 'typescript',
  zsh: 'shell',
};

const interpreters: ReadonlyMap<string, string> = new Map([
  ['bash', 'shell'],
  ['sh', 'shell'],
  ['zsh', 'shell'],
  ['node', 'javascript'],
  ['deno', 'typescript'],
  ['pwsh', 'powershell'],
  // `#!/usr/bin/env -S uv run --script` and its like are Python.
  ['uv', 'python'],
]);

/** The language of a script, by its ending or its first line; undefined for a file that is none. */
export function scriptLanguage(path: string, bytes: Uint8Array): string | undefined {
  const ending = /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase();
  if (ending !== undefined && Object.hasOwn(languages, ending)) return languages[ending];
  // `#!`
  if (bytes[0] !== 0x23 || bytes[1] !== 0x21) return undefined;
  const [first = ''] = new TextDecoder().decode(bytes.subarray(0, 100)).split('\n', 1);
  const interpreter = /^#!.*?\/(?:env (?:-S )?)?([a-z]+)[\d.]*(?:\s|$)/.exec(first)?.[1];
  if (interpreter === undefined) return undefined;
  return interpreters.get(interpreter) ?? interpreter;
}
