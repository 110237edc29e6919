import { describe, expect, test } from 'vitest';
import { makeQuay } from './helpers/quay.ts';

const moor = (words: string): Record<string, string> => ({
  'skills/moor/SKILL.md': `---\nname: moor\ndescription: Ties ships up.\n${words}---\n\nTie.\n`,
});
const raised = 'metadata:\n  risk-tier: high\n  stub: "true"\n  stub-reason: A crane will do it.\n';
const listing = 'git: ADDRESS\nref: main\n';

describe('what a publisher has raised', { tags: ['slow'] }, () => {
  test.each([
    ['is not lowered by taking the words out', '', undefined],
    ['is not lowered by other words', 'metadata: { risk-tier: minimal, stub: "false" }\n', undefined],
    ['is the operator’s to lower', '', 'entries: { skill:moor: { riskTier: limited, stub: false } }\n'],
    ['is its own to lower where it is first-party', '', 'trust: first-party\ndefaults: { riskTier: minimal }\n'],
  ])('%s', async (_what, words, governance) => {
    const quay = makeQuay(listing);
    quay.repo.commit(moor(raised));
    await quay.sync();
    expect((await quay.published()).all.entries).toMatchObject([{ riskTier: 'high', stub: true }]);
    quay.repo.commit(moor(words));
    await quay.sync();
    if (governance !== undefined) quay.govern(governance);
    const [entry] = (await quay.published()).all.entries;
    const firstParty = governance?.startsWith('trust') === true;
    expect(entry).toMatchObject(
      governance === undefined
        ? { revision: 2, riskTier: 'high', riskTierOrigin: 'entry', stub: true }
        : { revision: 2, riskTier: firstParty ? 'minimal' : 'limited', stub: false },
    );
  });

  test('stays while it is gone, and when it comes back', async () => {
    const quay = makeQuay(`${listing}entries: { skill:moor: { riskTier: high } }\n`);
    quay.repo.commit({ ...moor(''), 'README.md': 'Quay.' });
    await quay.sync();
    quay.repo.commit({ 'README.md': 'Quay.' });
    await quay.sync();
    quay.list(listing);
    quay.repo.commit({ ...moor('license: MIT\n'), 'README.md': 'Quay.' });
    await quay.sync();
    const { all } = await quay.published();
    expect(all.entries).toMatchObject([{ revision: 2, riskTier: 'high' }]);
  });
});
