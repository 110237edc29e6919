/**
 * The date of every file in every archive: the first of 1980, which is as early as a zip can say. At noon, so that it is
 * the same day in every time zone.
 */
export const fixedDate = { year: 1980, month: 1, day: 1, hour: 12 } as const;
