import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SourceFile } from '../src/domain/catalog.ts';
import { READER } from '../src/domain/lock.ts';
import { selectionDigest } from '../src/domain/source.ts';
import { catalogYaml } from './helpers/catalog-folder.ts';
import { checkPullRequest, openHarbour } from './helpers/pull-request.ts';

describe('a pull request that names an address', { tags: ['slow'] }, () => {
  test('cannot send the check to a service of its network, not even with a lock of its own', async () => {
    let connections = 0;
    const service = createServer((socket) => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(service, 'listening');
    onTestFinished(() => void service.close());
    const place = `127.0.0.1:${(service.address() as AddressInfo).port}/quay`;
    const file = SourceFile.parse({ git: `https://${place}`, commit: '1'.repeat(40) });
    const lock = {
      formatVersion: '1.0',
      place: `${place}#${file.commit}`,
      selection: selectionDigest({ place: `${place}#${file.commit}`, file }),
      reader: READER,
      commit: file.commit,
      date: '2026-03-01T00:00:00Z',
      entries: {},
    };
    const text = `git: ${file.git}\ncommit: "${file.commit}"\n`;
    const catalog = await openHarbour({ 'catalog.yaml': catalogYaml });
    const { json, markdown } = await checkPullRequest(catalog, {
      'catalog/sources/quay.yaml': text,
      'catalog/lock/quay.json': JSON.stringify(lock),
      'catalog/sources/quay-two.yaml': `git: https://${place}-two\n`,
    });
    expect(connections).toBe(0);
    expect(json).not.toContain('lock-invalid');
    expect(markdown.match(/It was not read: its host has no name of the public internet/g)).toHaveLength(2);
  });
});
