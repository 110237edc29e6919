import type { GrowthDay } from '../../domain/statistics.ts';
import { formatNumber } from '../words/format.ts';

/** One row of a chart of bars. */
export interface Bar {
  readonly label: string;
  readonly href?: string | undefined;
  readonly count: number;
  /** Sums up what has no row of its own. */
  readonly isRest?: boolean;
}

interface BarsOptions<T extends string> {
  readonly label: (value: T) => string;
  readonly href?: (value: T) => string;
  /** Rows beyond this many are summed up in one. */
  readonly most?: number;
  /** Says what is summed up: `288 other sources`. */
  readonly rest?: (values: number) => string;
}

/**
 * The rows of a chart.
 *
 * @param counts In the order in which they stand, where there is no `most`; otherwise the largest come first.
 */
export function barsOf<T extends string>(counts: Readonly<Partial<Record<T, number>>>, options: BarsOptions<T>): Bar[] {
  const { label, href, most, rest } = options;
  const pairs = Object.entries(counts) as [T, number][];
  const ordered = most === undefined ? pairs : pairs.toSorted(([, a], [, b]) => b - a);
  // One that is left over needs no row that says so.
  const shown = most === undefined || ordered.length <= most + 1 ? ordered : ordered.slice(0, most);
  const left = ordered.slice(shown.length);
  const bars = shown.map(([value, count]): Bar => ({ label: label(value), href: href?.(value), count }));
  if (left.length === 0) return bars;
  const sum = left.reduce((total, [, count]) => total + count, 0);
  const words = rest?.(left.length) ?? `${formatNumber(left.length)} others`;
  return [...bars, { label: words, count: sum, isRest: true }];
}

/** A part of a whole as people read it: `42%`, `<1%`. Nothing of nothing is `0%`. */
export function formatShare(part: number, whole: number): string {
  if (part === 0) return '0%';
  const percent = (100 * part) / whole;
  if (percent < 1) return '<1%';
  return `${percent > 99 && part < whole ? 99 : Math.round(percent)}%`;
}

/** Milliseconds of a day. */
const DAY = 86_400_000;

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

interface GrowthChart {
  /** The outline of the steps as an SVG path, in a box 1000 wide and 100 high; the sky is above. */
  readonly line: string;
  /** The same, closed along the ground. */
  readonly area: string;
  readonly from: string;
  readonly to: string;
  /** What the top of the box stands for. */
  readonly top: number;
}

/**
 * How the list has grown, as steps.
 *
 * @param asOf The day of the catalog, to which the last number still holds.
 * @returns Undefined where all came on one day, which is no growth to be drawn.
 */
export function growthChart(growth: readonly GrowthDay[], asOf: string): GrowthChart | undefined {
  const [first] = growth;
  const last = growth.at(-1);
  if (!first || !last || first.day === last.day) return undefined;
  const to = asOf > last.day ? asOf : last.day;
  const span = daysBetween(first.day, to);
  const top = niceTop(last.entries);
  const x = (day: string): string => round((1000 * daysBetween(first.day, day)) / span);
  const y = (entries: number): string => round(100 - (100 * entries) / top);
  const steps = growth.map(({ day, entries }) => `H${x(day)}V${y(entries)}`).join('');
  const line = `M0 100${steps}H1000`;
  return { line, area: `${line}V100Z`, from: first.day, to, top };
}

/** A round number that is not less: 1, 2 or 5 with noughts, or a number that halves to one. */
export function niceTop(most: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  const factor = [1, 2, 4, 5, 6, 8, 10].find((one) => one * unit >= most) ?? 10;
  return Math.max(2, factor * unit);
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** More rows than this are told by month. */
const MOST_DAYS = 24;

/** The rows of the table beside the chart: the state at the end of each day, or of each month where those are many. */
export function growthRows(growth: readonly GrowthDay[]): readonly GrowthDay[] {
  if (growth.length <= MOST_DAYS) return growth;
  const byMonth = new Map(growth.map((row) => [row.day.slice(0, 7), row]));
  return [...byMonth].map(([month, row]) => ({ ...row, day: month }));
}
