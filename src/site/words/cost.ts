import type { FullEntry } from '../../domain/index-v1.ts';
import { formatBytes, formatNumber } from './format.ts';

interface Gauge {
  readonly label: string;
  readonly figure: string;
  readonly unit?: string;
}

/** What an entry costs, as pages show it. */
export function costGauges({ kind, evidence }: Pick<FullEntry, 'kind' | 'evidence'>): Gauge[] {
  const { tokens, bytes } = evidence;
  // A server is a line in a file of settings: it has no text and no size of its own.
  if (kind === 'mcp_server') return [];
  const [figure = '', unit = ''] = formatBytes(bytes).split(' ');
  const size = { label: 'size on disk', figure, unit };
  // Hooks are run, and nothing of them is loaded as text.
  if (kind === 'hook') return [size];
  const bringsOthers = kind === 'plugin' || kind === 'workflow';
  const gauge = (label: string, count: number): Gauge => ({ label, figure: formatNumber(count) });
  return [
    gauge(bringsOthers ? 'tokens always loaded, all members together' : 'tokens always loaded', tokens.description),
    ...(bringsOthers && tokens.body === 0 ? [] : [gauge('tokens when used', tokens.body)]),
    gauge('tokens in all text files', tokens.everything),
    size,
  ];
}
