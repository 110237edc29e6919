import type { Fate } from '../data/tombstones.ts';

/** How pages say what became of a name. */
export const fateLabels: Record<Fate, { readonly mark: string; readonly counted: string; readonly meaning: string }> = {
  withdrawn: {
    mark: 'Withdrawn',
    counted: 'Withdrawn',
    meaning: 'Taken back by the operator. Clients refuse it and warn of copies that are installed.',
  },
  deleted: {
    mark: 'Deleted',
    counted: 'Deleted',
    meaning: 'Its publisher or the operator has taken it off the list for good.',
  },
  revisions: {
    mark: 'Older revisions',
    counted: 'In part',
    meaning: 'Some of its revisions are withdrawn. The one that is listed is not.',
  },
  removed: {
    mark: 'Removed',
    counted: 'Removed',
    meaning: 'Gone from its source. Nobody else can take its name.',
  },
  renamed: {
    mark: 'Renamed',
    counted: 'Renamed',
    meaning: 'Listed under another name. The old one leads there.',
  },
  unavailable: {
    mark: 'Not to be had',
    counted: 'Not to be had',
    meaning: 'Its content could not be read for this build. It comes back as soon as it can.',
  },
};
