import type { AdvisorySeverity } from '../../domain/withdrawal.ts';

/** How pages say how urgent a withdrawal is. */
export const urgencyLabels: Record<AdvisorySeverity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

/** What somebody who has it installed should do, and how soon. */
export const urgencyMeanings: Record<AdvisorySeverity, string> = {
  critical: 'Remove it now.',
  high: 'Remove it today.',
  medium: 'Replace it soon.',
  low: 'Replace it when you next work on it.',
};

/** The most urgent first; what was deleted comes last. */
export function byUrgency(severity: AdvisorySeverity | undefined): number {
  return severity === undefined ? 4 : ['critical', 'high', 'medium', 'low'].indexOf(severity);
}
