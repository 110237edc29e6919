import type { Hit, TextFile } from './scanner.ts';
import { followPipeline, isInsideRun, runsItsInput } from './shell-pipeline.ts';

const MESSAGE = 'What a server sends is run at once; nobody has read it and no hash fixes it.';

const download =
  /\b(?:curl|wget|iwr|irm|Invoke-WebRequest|Invoke-RestMethod|invoke-webrequest|invoke-restmethod)(?:\.exe)?\s|\bDownloadString\(|\b(?:exec|eval)\s*\(\s*(?:compile\s*\(\s*)?(?:\(?\s*await\s*){0,3}(?:(?:urllib\.request\.)?urlopen|(?:requests|httpx|axios)\.get|fetch)\s*\(/g;

/** Something that names where to download from: an address, a host with a path, or a variable. */
const address = /https?:\/\/|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\/|\$\{?[A-Za-z_]/i;

/** Downloads whose output is handed to an interpreter in the same breath. */
export function* remoteCode({ text }: TextFile): Generator<Hit> {
  const search = new RegExp(download);
  for (let match = search.exec(text); match; match = search.exec(text)) {
    const [found] = match;
    const start = match.index;
    const hit = (end: number): Hit => ({
      rule: 'finding-remote-code',
      start,
      end,
      details: () => ({ message: MESSAGE }),
    });
    if (found.startsWith('e')) {
      yield hit(start + found.length);
      continue;
    }
    const { commands, end } = followPipeline(text, start);
    // The search goes on behind the pipeline: every download in it has been seen with the first.
    search.lastIndex = Math.max(end, search.lastIndex);
    const [, ...receivers] = commands;
    if (!address.test(text.slice(start, receivers[0] ?? end)) && !found.startsWith('Download')) continue;
    if (receivers.some((command) => runsItsInput(text, command)) || isRun(text, start, found)) yield hit(end);
  }
}

function isRun(text: string, at: number, found: string): boolean {
  if (!found.startsWith('Download')) return isInsideRun(text, at);
  const before = text.slice(Math.max(0, at - 120), at);
  return /\b(?:iex|Invoke-Expression)\b/i.test(before.slice(before.lastIndexOf('\n') + 1));
}
