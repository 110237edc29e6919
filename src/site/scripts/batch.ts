/** A rest of so many comes along: nobody should ask for a handful. */
const HANDFUL = 6;

/** Where a batch of a list ends that starts at `start`: after `size`, or at the end where little would be left. */
export function batchEnd(start: number, size: number, total: number): number {
  return total - start <= size + HANDFUL ? total : start + size;
}
