import type { RiskTier, Status } from '../../src/domain/governance.ts';
import type { Kind } from '../../src/domain/kind.ts';
import { type SampleEntry, sampleEntry } from '../../test/helpers/sample-entry.ts';
import { chance } from './chance.ts';
import { sampleSkills } from './sample-skills.ts';

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');

/** The word of a number: two to four syllables, a different word for each number below 160,000. */
export function sampleWord(n: number): string {
  let rest = n;
  let word = '';
  for (let place = 0; place < 2 || rest > 0; place += 1) {
    word += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length);
  }
  return word;
}

const WORDS = 6000;

/** As in a language, few words are said often and most are rare. */
function pickWord(index: number, salt: number): string {
  return sampleWord(Math.floor(WORDS ** chance(index, salt)) - 1);
}

function phrase(index: number, salt: number, words: number): string {
  return Array.from({ length: words }, (_, n) => pickWord(index, salt + n)).join(' ');
}

/** One of several, by the shares that follow them. */
function pick<T>(index: number, salt: number, shares: readonly (readonly [T, number])[]): T {
  let rest = chance(index, salt) * shares.reduce((sum, [, share]) => sum + share, 0);
  for (const [value, share] of shares) if ((rest -= share) < 0) return value;
  return (shares[0] as (typeof shares)[number])[0];
}

const kinds: readonly (readonly [Kind, number])[] = [
  ['skill', 70],
  ['subagent', 8],
  ['command', 8],
  ['hook', 3],
  ['mcp_server', 5],
  ['plugin', 6],
];
const tiers: readonly (readonly [RiskTier, number])[] = [
  ['minimal', 80],
  ['limited', 15],
  ['high', 5],
];
const statuses: readonly (readonly [Status, number])[] = [
  ['active', 96],
  ['deprecated', 3],
  ['draft', 1],
];
const licenses: readonly (readonly [string | undefined, number])[] = [
  ['MIT', 45],
  ['Apache-2.0', 30],
  [undefined, 20],
  ['BSD-3-Clause', 3],
  ['CC-BY-4.0', 1],
];

const titles = ['قراءة جداول المد والجزر', 'קריאת טבלאות גאות ושפל', '潮汐表を読む'];

function titleOf(index: number): string {
  if (index % 97 === 0) return titles[(index / 97) % titles.length] ?? '';
  const words = phrase(index, 100, 2 + (index % 3));
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Hidden in a few ways, some the same as others, with heavy tails of sources, tags and licences. */
function entryOf(index: number, text: string): SampleEntry {
  const kind = pick(index, 1, kinds);
  const day = new Date(Date.UTC(2026, 0, 1 + Math.floor(chance(index, 2) * 300))).toISOString();
  const license = index % 50 === 0 ? `LicenseRef-${sampleWord(index / 50)}` : pick(index, 3, licenses);
  const riskTier = pick(index, 4, tiers);
  return sampleEntry({
    kind,
    source: `source-${sampleWord(Math.floor(1200 ** chance(index, 5)) - 1)}`,
    name:
      index % 61 === 0 ? `a${index}-`.padEnd(64, 'very-long-name').slice(0, 63) + 'x' : `${sampleWord(index)}-${index}`,
    title: titleOf(index),
    description: `${phrase(index, 200, index % 23 === 0 ? 150 : 24)}. Use when ${phrase(index, 300, 6)}.`,
    riskTier,
    category: index % 40 === 0 ? 'raw' : 'standard',
    stub: index % 90 === 0,
    status: pick(index, 6, statuses),
    ...(license !== undefined && { license }),
    tags: {
      ...(index % 2 === 0 && { team: pickWord(index, 7) }),
      ...(index % 5 === 0 && { [`k-${sampleWord(index % 30)}`]: pickWord(index, 8) }),
    },
    updatedAt: day,
    text: `# ${titleOf(index)}\n\n${phrase(index, 400, 60)}\n\n${text}`,
    evidence: {
      scripts: chance(index, 9) < 0.3 ? [{ path: 'scripts/run.sh', language: 'shell', executable: true }] : [],
      hooks: kind === 'hook' ? [{ event: 'PreToolUse', type: 'command', command: 'scripts/run.sh' }] : [],
      servers: kind === 'mcp_server' ? [{ transport: 'stdio', command: 'npx', variables: [] }] : [],
    },
    ...(index % 25 === 24 && { copyOf: 'skill:source-bace/baba-0' }),
  });
}

/** Entries in the number, sizes and variety of a large catalog. */
export async function sampleCatalog(count: number): Promise<SampleEntry[]> {
  const tree = sampleSkills(0, count);
  const entries: SampleEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    const { bytes } = await tree.read(`skills/tide-${index}/SKILL.md`);
    entries.push(
      entryOf(
        index,
        Buffer.from(bytes ?? [])
          .toString('utf8')
          .replace(/^---\n[^]*?\n---\n/, ''),
      ),
    );
  }
  return entries;
}
