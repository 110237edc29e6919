import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { appendLedger } from '../../src/assemble/append-ledger.ts';
import { GovernanceFile, SourceFile } from '../../src/domain/catalog.ts';
import type { Source } from '../../src/domain/source.ts';
import type { Tree } from '../../src/domain/tree.ts';
import { introspectTree } from '../../src/introspect/introspect-tree.ts';
import { measureEntries } from '../../src/introspect/measure-entries.ts';
import { validateSource } from '../../src/validate/validate-source.ts';

/** One source of a bench. */
export interface Batch {
  readonly documents: number;
  readonly tree: Tree;
}

export interface BenchResult {
  readonly documents: number;
  readonly files: number;
  readonly bytes: number;
  readonly entries: number;
  readonly findings: number;
  readonly diagnostics: number;
  /** Of the work that is measured: reading and generating files is not part of it. */
  readonly seconds: { readonly introspect: Seconds; readonly measure: Seconds; readonly validate: Seconds };
  /** After every batch: resident memory, and the heap after a full collection, in bytes. */
  readonly memory: readonly { readonly documents: number; readonly rss: number; readonly heap: number }[];
}

const bench: Source = {
  id: 'bench',
  origin: { local: 'bench' },
  ref: 'HEAD',
  path: '',
  faulty: false,
  place: 'local:bench#HEAD',
  file: SourceFile.parse({ local: 'bench' }),
  governance: GovernanceFile.parse({}),
  locate: () => undefined,
  locateGovernance: () => undefined,
};

/**
 * Takes sources through what a build does with each: introspection, digest, evidence and findings, the ledger, and all
 * checks. Of a source that is done only the counts are kept, so memory that grows is kept by the stages.
 *
 * @param onBatch Told how many documents are done.
 */
export async function runBench(batches: Iterable<Batch>, onBatch: (documents: number) => void): Promise<BenchResult> {
  const count = { documents: 0, files: 0, bytes: 0, entries: 0, findings: 0, diagnostics: 0 };
  const none: Seconds = { wall: 0, cpu: 0 };
  const seconds = { introspect: none, measure: none, validate: none };
  const memory: { documents: number; rss: number; heap: number }[] = [];
  for (const { tree, documents } of batches) {
    const reading = { seconds: none };
    const timed = timedTree(tree, reading);
    const clock = stopwatch(reading);
    const found = await introspectTree(timed, {
      source: bench.id,
      selection: { path: '', include: ['**'], exclude: [] },
      bindings: new Map(),
    });
    seconds.introspect = plus(seconds.introspect, clock());
    const measured = await measureEntries(timed, bench.id, found.entries);
    seconds.measure = plus(seconds.measure, clock());
    const { lock } = appendLedger(bench, measured.entries, { date: '2026-11-01T00:00:00Z' });
    const validated = validateSource({ ...bench, lock }, measured.entries, found.quarantined, '2026-11-01');
    seconds.validate = plus(seconds.validate, clock());

    count.documents += documents;
    count.files += tree.nodes.size;
    count.entries += validated.entries.length;
    for (const { evidence, findings } of measured.entries) {
      count.bytes += evidence.bytes;
      count.findings += findings.length;
    }
    count.diagnostics += found.diagnostics.length + measured.diagnostics.length + validated.diagnostics.length;
    const rss = process.memoryUsage.rss();
    collectGarbage();
    memory.push({ documents: count.documents, rss, heap: process.memoryUsage().heapUsed });
    onBatch(count.documents);
  }
  return { ...count, seconds, memory };
}

/** What is reachable cannot be told from what has not been collected yet; Node offers the collector to who asks. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

/** Seconds of the clock, and of all processors together. */
export interface Seconds {
  readonly wall: number;
  readonly cpu: number;
}

function now(): Seconds {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now() / 1000, cpu: (user + system) / 1e6 };
}

function plus(one: Seconds, other: Seconds, sign = 1): Seconds {
  return { wall: one.wall + sign * other.wall, cpu: one.cpu + sign * other.cpu };
}

/** The tree, with the time it takes to read from it taken down. */
function timedTree(tree: Tree, reading: { seconds: Seconds }): Tree {
  return {
    ...tree,
    read: async (path) => {
      const begin = now();
      const result = await tree.read(path);
      reading.seconds = plus(reading.seconds, plus(now(), begin, -1));
      return result;
    },
  };
}

/** The time since it was last asked, without that of reading. */
function stopwatch(reading: { readonly seconds: Seconds }): () => Seconds {
  let last = plus(now(), reading.seconds, -1);
  return () => {
    const worked = plus(now(), reading.seconds, -1);
    const passed = plus(worked, last, -1);
    last = worked;
    return passed;
  };
}
