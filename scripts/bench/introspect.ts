/**
 * Measures what a build does with documents, fetching and pages aside:
 *
 *     npx node scripts/bench/introspect.ts [--documents 10000] [--from <folder with skills>]
 *
 * Without `--from` the documents are generated, in the sizes that real ones have. Exit code 1 where it takes longer or
 * more memory than the bar allows, 2 where nothing was measured.
 */
import { parseArgs } from 'node:util';
import { createProgress } from '../../src/report/progress.ts';
import { folderTree, skillFolders } from './folder-skills.ts';
import { type Batch, type BenchResult, runBench } from './run-bench.ts';
import { sampleSkills } from './sample-skills.ts';

/**
 * Of processor time for one document: 12 seconds for 10,000. On an idle machine no clock shows more, and on a busy one
 * this alone says something of the code.
 */
const MAX_MILLISECONDS = 1.2;

/** Nine sources of ten have fewer skills. */
const SKILLS_IN_SOURCE = 500;

/**
 * After 2,000 documents caches and compiled code have found their size. The heap that is left after a full collection
 * may then grow by no more than a quarter: it has to grow with the largest source, not with what is listed. Resident
 * memory is shown beside it and not judged, since the collector takes what the machine has.
 */
const SETTLED = 2000;
const MAX_GROWTH = 1.25;

function* generated(documents: number): Generator<Batch> {
  for (let first = 0; first < documents; first += SKILLS_IN_SOURCE) {
    const count = Math.min(SKILLS_IN_SOURCE, documents - first);
    yield { documents: count, tree: sampleSkills(first, count) };
  }
}

function* fromFolder(folder: string, folders: readonly string[][]): Generator<Batch> {
  for (let first = 0; first < folders.length; first += SKILLS_IN_SOURCE) {
    const taken = folders.slice(first, first + SKILLS_IN_SOURCE);
    yield { documents: taken.length, tree: folderTree(folder, taken.flat()) };
  }
}

function report({ documents, files, bytes, entries, findings, diagnostics, seconds, memory }: BenchResult): boolean {
  const stages = Object.entries({
    'front matter and names': seconds.introspect,
    'digest, evidence and findings': seconds.measure,
    'ledger and rules': seconds.validate,
  });
  const cpu = stages.reduce((sum, [, stage]) => sum + stage.cpu, 0);
  const wall = stages.reduce((sum, [, stage]) => sum + stage.wall, 0);
  const mega = (count: number): string => (count / 1e6).toFixed(0);
  const settled = memory.find((point) => point.documents >= SETTLED);
  const last = memory.at(-1);
  const growth = settled && last && last.documents > settled.documents ? last.heap / settled.heap : 1;
  const bar = (documents * MAX_MILLISECONDS) / 1000;
  console.log(
    [
      `${documents} documents, ${files} files, ${mega(bytes)} MB; ${entries} entries, ${findings} findings, ${diagnostics} diagnostics`,
      `${cpu.toFixed(2)} s of at most ${bar.toFixed(1)} s of processor time, ${wall.toFixed(2)} s by the clock; ${Math.round(documents / cpu)} documents a second`,
      ...stages.map(([name, stage]) => `  ${stage.cpu.toFixed(2)} s ${name}`),
      `heap ${mega(settled?.heap ?? 0)} MB after ${settled?.documents ?? documents}, ${mega(last?.heap ?? 0)} MB at the end (× ${growth.toFixed(2)} of at most ${MAX_GROWTH})`,
      `resident ${mega(settled?.rss ?? 0)} MB, ${mega(last?.rss ?? 0)} MB at the end, at most ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`,
    ].join('\n'),
  );
  return cpu <= bar && growth <= MAX_GROWTH;
}

const { values } = parseArgs({
  options: { documents: { type: 'string', default: '10000' }, from: { type: 'string' } },
});
const wanted = Number(values.documents);
const progress = createProgress(process.stderr, false);
progress.step('Listing documents');
const folders = values.from === undefined ? undefined : (await skillFolders(values.from)).slice(0, wanted);
const documents = folders?.length ?? wanted;
if (!Number.isInteger(documents) || documents < 1) {
  console.error(
    'There is nothing to measure. --documents takes a whole number, --from a folder with SKILL.md files below.',
  );
  process.exitCode = 2;
} else {
  const batches = folders && values.from !== undefined ? fromFolder(values.from, folders) : generated(documents);
  const result = await runBench(batches, (done) => progress.step(`Measuring ${done} of ${documents} documents`));
  progress.end();
  process.exitCode = report(result) ? 0 : 1;
}
