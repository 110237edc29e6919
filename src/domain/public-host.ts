/** Names that are given inside of networks and machines, and not by the public registries (RFC 6761, 6762, 8375). */
const inside = new Set(
  'localhost local internal intranet private localdomain lan home corp arpa test invalid'.split(' '),
);

/**
 * True for a host that has a name of the public internet. Numbers are addresses in whatever form (WHATWG URL, "ends in a
 * number"), and a word without a dot is a name of the network that the asker is in. What a public name leads to is not
 * looked up: it may lead to another place the next time.
 *
 * @param host In lower case, without a port.
 */
export function isPublicHost(host: string): boolean {
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  return labels.length > 1 && !/^(?:\d+|0x[\da-f]*)$/.test(last) && !inside.has(last);
}
