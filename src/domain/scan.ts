import { z } from 'zod';
import type { Place } from './diagnostic.ts';

/** One result of a scanner (SARIF 2.1.0, section 3.27 "result object"), as far as it is shown. */
export const ScanFinding = z.object({
  /** The scanner's own id. */
  rule: z.string(),
  /** SARIF's word: error, warning, note or none. */
  level: z.enum(['error', 'warning', 'note', 'none']),
  message: z.string(),
  /** Relative to the root of the source. */
  file: z.string().optional(),
  /** Counted from 1. */
  line: z.int().min(1).optional(),
});
export type ScanFinding = z.infer<typeof ScanFinding>;

/** What one run of one scanner has said about one content. Evidence with a name and a date, no verdict. */
export const ScanResult = z.object({
  tool: z.string(),
  version: z.string().optional(),
  /** When the run ended, where the file says so. */
  date: z.iso.datetime().optional(),
  findings: z.array(ScanFinding),
  /** How many more there are that are not listed. */
  more: z.int().min(1).optional(),
  /** How many others somebody has set aside for the scanner. */
  suppressed: z.int().min(1).optional(),
});
export type ScanResult = z.infer<typeof ScanResult>;

/** A file as a run names it. */
export interface ScannedFile {
  /** Decoded, with forward slashes, relative to where the scanner looked, or to nothing known where it is absolute. */
  readonly path?: string | undefined;
  readonly absolute: boolean;
  /** The symbol of the folder it is relative to, such as `%SRCROOT%`. */
  readonly base?: string | undefined;
  /** Of its content, 64 lower-case hex digits. */
  readonly sha256?: string | undefined;
}

/** One result as it was read, before it is known what it is about. */
export interface ScannedResult {
  readonly finding: Omit<ScanFinding, 'file'>;
  readonly file?: ScannedFile | undefined;
  /** The content digest of the entry it is about. */
  readonly digest?: string | undefined;
  readonly suppressed: boolean;
}

/** What the scanner looked at, by name: a commit of a repository. */
export interface ScannedCommit {
  /** Host and path, as the place of a source has them; absent where only the folder of the file names the source. */
  readonly repository?: string | undefined;
  /** 40 lower-case hex digits. */
  readonly commit: string;
  /** The symbol of the folder in which the repository lay. */
  readonly base?: string | undefined;
}

/** One run of one scanner, as a file below `scans/` holds it (SARIF 2.1.0, section 3.14 "run object"). */
export interface ScanRun {
  readonly at: Place;
  /** The folder below `scans/` that the file is in: the id of a source. */
  readonly folder?: string | undefined;
  readonly tool: string;
  readonly version?: string | undefined;
  readonly date?: string | undefined;
  /** The content digest of the entry that was scanned. */
  readonly digest?: string | undefined;
  readonly commits: readonly ScannedCommit[];
  /** False where the scanner stopped early: what it does not mention it may not have seen. */
  readonly complete: boolean;
  /** What it says it looked at. */
  readonly files: readonly ScannedFile[];
  readonly results: readonly ScannedResult[];
}
