import type { Tree, TreeNode } from '../../src/domain/tree.ts';
import { chance } from './chance.ts';

/** What share of all real SKILL.md files is smaller than how many bytes. */
const sizes: readonly (readonly [number, number])[] = [
  [0, 400],
  [0.1, 1300],
  [0.5, 4888],
  [0.95, 19_739],
  [0.99, 36_488],
  [0.9999, 90_000],
  [1, 294_426],
];

function sizeOf(index: number): number {
  const share = chance(index, 1);
  const above = sizes.findIndex(([limit]) => limit > share);
  const [low, from] = sizes[above - 1] ?? [0, 400];
  const [high, to] = sizes[above] ?? [1, 400];
  return Math.round(from * (to / from) ** ((share - low) / (high - low)));
}

/** Paragraphs as skills have them, with a number to make each its own. */
const parts: readonly ((n: number) => string)[] = [
  (n) =>
    `Read the tide table of station ${n} before the ship leaves. Compare the depth at the quay with the draught of the hull, add half a metre for swell, and **write down** what was assumed; a reader has to be able to follow it.\n\n`,
  (n) =>
    `\`\`\`bash\n# The table of one day.\ncurl -sS "https://tides${n % 40}.harbour.dev/v1/stations/${n}" -H "Authorization: Bearer $TIDE_TOKEN_${n % 9}" | jq '.heights[]'\nnpm install tide-table@1.${n % 30}.0 --save\n\`\`\`\n\n`,
  (n) =>
    `\`\`\`python\nimport os\nimport requests\n\ndef heights(day: str) -> list[float]:\n    """Heights of one day, see https://docs.harbour.dev/heights."""\n    key = os.environ["HARBOUR_KEY_${n % 7}"]\n    answer = requests.get(f"https://api.harbour.dev/days/{day}", headers={"x-key": key}, timeout=${n % 60})\n    return [float(row["height"]) for row in answer.json()["rows"]]\n\`\`\`\n\n`,
  (n) =>
    `| station | low | high | remark |\n| --- | --- | --- | --- |\n${Array.from({ length: 6 }, (_, row) => `| quay ${n + row} | ${row}.${n % 10} m | ${row + 4}.${n % 10} m | see [the chart](references/chart-${row}.md) |\n`).join('')}\n`,
  (n) =>
    `- Ask the harbour master where the table and the chart differ by more than ${n % 9} cm.\n- Run \`python scripts/check.py --station ${n}\` and look at *each* warning.\n- Never guess a height: \`unknown\` is an answer.\n\n`,
  (n) => `## ${n}. When the wind turns\n\n> A strong wind from the sea keeps the water in the harbour for hours.\n\n`,
  (n) => `\`\`\`json\n{ "station": ${n}, "unit": "m", "source": "https://example.org/tides/${n}" }\n\`\`\`\n\n`,
];

function prose(index: number, bytes: number): string {
  let text = '';
  for (let n = 0; text.length < bytes; n += 1)
    text += parts[Math.floor(chance(index, n + 10) * parts.length)]?.(index + n);
  return text.slice(0, Math.max(0, bytes));
}

function frontMatter(index: number): string {
  const lines = [
    `name: tide-${index}`,
    `description: Reads tide tables of station ${index} and compares them with the draught. Use when a ship leaves, arrives or waits at the quay.`,
    ...(index % 3 === 0 ? ['allowed-tools: Read, Grep, Bash(git add *:*)'] : []),
    ...(index % 2 === 0 ? ['license: MIT', 'metadata:', '  author: harbour', `  version: "1.${index % 20}"`] : []),
  ];
  return `---\n${lines.join('\n')}\n---\n\n# Tide ${index}\n\n`;
}

const extras = ['references/chart.md', 'scripts/check.py', 'scripts/run.sh', 'assets/data.json', 'scripts/lib.ts'];

/** 48 % of skills have 1 to 14 files beside their SKILL.md, most of them few. */
function extraFiles(index: number): string[] {
  if (chance(index, 2) > 0.48) return [];
  const count = 1 + Math.floor(14 * chance(index, 3) ** 3);
  return Array.from({ length: count }, (_, n) => (extras[n % extras.length] ?? '').replace('.', `-${n}.`));
}

function extraText(index: number, path: string): string {
  const bytes = Math.round(600 * 30 ** chance(index, path.length + 20));
  if (path.endsWith('.md')) return prose(index + 7, bytes);
  let text = '';
  for (let n = 0; text.length < bytes; n += 1) text += lineOf(path, index, n);
  return text;
}

/** Most lines of code name no address, package or variable. */
function lineOf(path: string, index: number, n: number): string {
  const step = Math.floor(chance(index, n) * 12);
  if (path.endsWith('.py')) {
    if (step === 0) return `answer = requests.get("https://api${n}.harbour.dev/check", timeout=${n})  # no retry\n`;
    if (step === 1) return `key_${n} = os.environ.get("HARBOUR_KEY_${n % 20}")\n`;
    return `    row_${n} = [float(cell) + ${step} for cell in rows[${n}].split(",") if cell != ""]\n`;
  }
  if (path.endsWith('.sh')) {
    if (step === 0)
      return `curl -fsS "https://api.harbour.dev/\${STATION_ID}/${n}" | jq .height >> "$OUTPUT_${n % 9}"\n`;
    if (step === 1) return `pip install tide-check-${n}==2.${step}\n`;
    return `if [ "$height_${n}" -lt ${step} ]; then echo "Station ${n} is too shallow" >&2; fi\n`;
  }
  if (path.endsWith('.ts')) return `const height${n} = await read(table, { station: ${n}, retries: ${step} });\n`;
  return `{ "height": ${step}.14, "unit": "m", "note": "measured at quay ${n}" },\n`;
}

/** A tree of generated skills with numbers from `first` on. The texts are made when they are read, and not kept. */
export function sampleSkills(first: number, count: number): Tree {
  const nodes = new Map<string, TreeNode>();
  const owners = new Map<string, number>();
  for (let index = first; index < first + count; index += 1) {
    for (const file of ['SKILL.md', ...extraFiles(index)]) {
      const path = `skills/tide-${index}/${file}`;
      nodes.set(path, { type: file.endsWith('.sh') ? 'executable' : 'file' });
      owners.set(path, index);
    }
  }
  const textOf = (path: string, index: number): string => {
    const head = frontMatter(index);
    return path.endsWith('/SKILL.md') ? head + prose(index, sizeOf(index) - head.length) : extraText(index, path);
  };
  return {
    nodes,
    folders: new Map(),
    prefetch: () => Promise.resolve(),
    read: (path) => {
      const index = owners.get(path);
      return Promise.resolve(
        index === undefined ? { problem: 'missing' } : { bytes: Buffer.from(textOf(path, index)) },
      );
    },
    close: () => Promise.resolve(),
  };
}
