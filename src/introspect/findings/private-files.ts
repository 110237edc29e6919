import type { Hit, TextFile } from './scanner.ts';
import { followPipeline } from './shell-pipeline.ts';

/** Files that hold credentials of the person whose machine it is, and a file of passwords of the machine. */
const privateFile =
  /(?:(?:~|\$HOME|\$\{HOME\}|%USERPROFILE%|\$env:USERPROFILE|\/root|\/(?:home|Users)\/[\w.$<>{}-]{1,40})[\\/](?:\.ssh[\\/](?:id_(?:rsa|dsa|ecdsa|ed25519)(?!\.pub|\w)|\*)|\.aws[\\/]credentials\b|\.git-credentials\b|\.netrc\b|\.npmrc\b|\.pypirc\b|\.gnupg[\\/](?![\w-]{1,40}\.conf\b)|\.docker[\\/]config\.json\b|\.kube[\\/]config\b|\.config[\\/]gcloud[\\/]|Library[\\/]Keychains[\\/])|\/etc\/shadow\b)/g;

/** The file in which projects keep their secrets, as an argument whose content is sent, and piped to what sends it. */
const ENV_FILE = String.raw`\.env(?<![\w.*)\]-]\.env)(?![\w-])(?!\.(?:example|sample|template|dist))`;
const envUploaded = new RegExp(String.raw`(?:@|(?:-T|--upload-file)[ =]?)["']?[\w./~-]{0,100}?${ENV_FILE}`);
const envPiped = new RegExp(
  String.raw`\b(?:cat|base64)\s[^|;&\n]{0,100}?${ENV_FILE}[^;&\n]{0,100}?\|\s*(?:curl|nc|ncat|wget)\s`,
  'g',
);
const client = /\b(?:curl|wget|Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\s/g;

/** Commands and calls that bring the content of a file into a text, up to the argument that names the file. */
const reads =
  /(?:^|[\s;&|(`"'$=])(?:(?:cat|less|head|tail|base64|xxd|strings|tar|zip|gzip|Get-Content|gc)(?:\s+[^\s|;&`]{1,60}){0,4}\s+["'({]{0,3}|[\w.]{0,40}\b(?:open|readFile|readFileSync|Path)\((?:[\w.]{1,40}\(){0,2}\s*["'`])$/;

/** Commands, calls and arguments that send something away. */
const sends =
  /\b(?:curl|wget|nc|ncat|netcat|socat|scp|Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\s|(?<!\bbase(?:32|64))\s(?:-d|--data(?:-\w+)?|-F|--form)\s|\b(?:(?:requests|httpx|axios|session)\.(?:post|put)|fetch|urlopen)\(/;

/** Arguments that only name the file to a tool that has a right to it, and arguments that read it. */
const namedOnly =
  /(?:-i|--key|--private-key|--identity|--kubeconfig|--netrc-file|-v|--volume|-K|IdentityFile|>>?)[ =]*["']?$/;
const uploaded = /(?:@|(?:-T|--upload-file)[ =]?["']?)$/;

/** The part of a line that is looked at on each side, in UTF-16 code units. */
const REACH = 160;

/** Files with credentials that are read, and those that are sent away in the same line. */
export function* privateFiles({ text }: TextFile): Generator<Hit> {
  yield* filesOfTheUser(text);
  for (const { index, 0: found } of text.matchAll(envPiped))
    yield hitAt('finding-private-file-sent', index, index + found.length);
  const search = new RegExp(client);
  for (let match = search.exec(text); match; match = search.exec(text)) {
    const { end } = followPipeline(text, match.index);
    const upload = envUploaded.exec(text.slice(match.index, end));
    if (upload) yield hitAt('finding-private-file-sent', match.index, match.index + upload.index + upload[0].length);
    // What follows in the pipeline has been looked at.
    search.lastIndex = Math.max(end, search.lastIndex);
  }
}

function* filesOfTheUser(text: string): Generator<Hit> {
  let passed = -1;
  for (const { index, 0: path } of text.matchAll(privateFile)) {
    if (index < passed) continue;
    const { before, after, end } = lineAround(text, index, path.length);
    const read = reads.test(before);
    if ((!read && !uploaded.test(before)) || namedOnly.test(before)) continue;
    const sent = sends.test(before) || sends.test(after);
    if (!sent && (!read || path.includes('shadow'))) continue;
    // One for each line says it.
    passed = end;
    yield hitAt(sent ? 'finding-private-file-sent' : 'finding-private-file', index, index + path.length);
  }
}

const messages = {
  'finding-private-file': 'A file that holds credentials of the user is read as text.',
  'finding-private-file-sent': 'A file that holds credentials of the user is read and sent away in one line.',
} as const;

function hitAt(rule: keyof typeof messages, start: number, end: number): Hit {
  return { rule, start, end, details: () => ({ message: messages[rule] }) };
}

function lineAround(text: string, at: number, length: number): { before: string; after: string; end: number } {
  const before = text.slice(Math.max(0, at - REACH), at);
  const after = text.slice(at + length, at + length + REACH);
  const newline = after.indexOf('\n');
  const rest = newline === -1 ? after : after.slice(0, newline);
  return { before: before.slice(before.lastIndexOf('\n') + 1), after: rest, end: at + length + rest.length };
}
