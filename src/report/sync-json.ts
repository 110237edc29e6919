import type { Diagnostic } from '../domain/diagnostic.ts';
import { type SourceSync, SyncReport } from '../domain/sync-report.ts';

/** What a sync did, as the JSON that `domain/sync-report.ts` lays down. */
export function syncJson(sources: readonly SourceSync[], diagnostics: readonly Diagnostic[]): string {
  return JSON.stringify(SyncReport.parse({ formatVersion: '1.0', sources, diagnostics }), null, 2);
}
