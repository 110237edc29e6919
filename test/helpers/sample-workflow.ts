import { sampleEntry } from './sample-entry.ts';
import { LONG, pdf } from './sample-read-a-pdf.ts';
import { COMMIT } from './sample-sources.ts';

/** A workflow with a member and with references of every sort: listed, not listed, pinned or not, and hostile. */
export const clearAShip = sampleEntry({
  kind: 'workflow',
  source: 'harbour',
  name: 'clear-a-ship',
  title: 'Clear a ship',
  description: 'Reads the papers of a ship, asks for what is missing and writes the clearance.',
  provenance: { path: 'workflows/clear-a-ship' },
  document: {
    path: 'workflows/clear-a-ship/CLAUDE.md',
    format: 'markdown',
    headings: [{ depth: 1, text: 'Clear a ship' }],
    text: '# Clear a ship\n\nAsk for the papers first.\n',
  },
  members: [{ id: 'skill:harbour/write-a-bill-of-lading', title: 'Write a bill of lading' }],
  references: [
    {
      name: 'harbour/skills',
      type: 'url',
      url: 'https://github.com/harbour/skills',
      sha: COMMIT,
      path: 'skills',
      pinned: true,
      source: 'harbour',
      entries: [
        { id: pdf, title: 'Read a PDF' },
        { id: 'skill:harbour/dispatch-cranes', title: 'Dispatch cranes' },
        { id: 'skill:harbour/not-listed', title: 'Not listed' },
      ],
    },
    {
      name: 'pilots/knowledge',
      type: 'url',
      url: 'https://gitlab.com/pilots/knowledge',
      ref: 'main',
      path: 'a/folder/far/down',
      pinned: false,
    },
    {
      name: `<script>window.hacked = 1</script> ${LONG}`,
      type: 'url',
      url: 'javascript:window.hacked=1',
      pinned: false,
    },
    { name: 'tag \u202Eturned', type: '<b>', ref: '"><img src=x onerror=window.hacked=1>', pinned: false },
    ...Array.from({ length: 12 }, (_, n) => ({
      name: `yards/depot-${n}`,
      type: 'url',
      url: `https://github.com/yards/depot-${n}`,
      ref: 'v1.0.0',
      pinned: true,
    })),
  ],
});
