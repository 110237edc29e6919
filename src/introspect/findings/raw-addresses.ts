import { parsedUrl } from '../../domain/parse-url.ts';
import type { Hit, TextFile } from './scanner.ts';

/** Blocks of IPv4 that lead to nobody's machine in particular: private, local, documentation, multicast, reserved. */
const notPublic: readonly (readonly [address: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Addresses everyone knows, and those people write when they mean any address. */
const known = new Set([
  // The host of every machine at Azure, seen from inside.
  '168.63.129.16',
  '1.1.1.1',
  '1.0.0.1',
  '8.8.8.8',
  '8.8.4.4',
  '9.9.9.9',
  '1.2.3.4',
  '5.6.7.8',
  '4.3.2.1',
]);

/** Links whose host is the number of a public machine, written in any way a browser understands. */
export function* rawAddresses({ text }: TextFile): Generator<Hit> {
  const link =
    /https?:\/\/(?:[^\s/@?#:]{0,60}(?::[^\s/@?#]{0,60})?@)?(\d[\dxXa-fA-F.]{6,40}|\[[\da-fA-F:.]{3,45}\])(?![\w.-]*[g-zG-Z_*-])/g;
  for (const match of text.matchAll(link)) {
    const [whole, host = ''] = match;
    const url = parsedUrl(`http://${host.replace(/\.$/, '')}/`);
    if (!url || !isPublic(url.hostname)) continue;
    const disguised = /^(?:\d+$|0\d|0x)/i.test(host) ? ', written so that it does not look like one' : '';
    const message = `The link leads to the number of a public machine${disguised}; nothing says whose it is.`;
    yield {
      rule: 'finding-raw-address',
      start: match.index,
      end: match.index + whole.length,
      details: () => ({ message }),
    };
  }
}

function isPublic(host: string): boolean {
  if (host.startsWith('['))
    return /^\[[23]/.test(host) && !/^\[2001:(?:db8|0?):/.test(host) && !host.startsWith('[3fff');
  if (!/^\d+(?:\.\d+){3}$/.test(host) || known.has(host)) return false;
  const number = toNumber(host);
  return !notPublic.some(([block, bits]) => Math.floor((number - toNumber(block)) / 2 ** (32 - bits)) === 0);
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
