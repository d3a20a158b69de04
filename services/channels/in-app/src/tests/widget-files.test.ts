import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { ensureWidget } from './built-widget.ts';
import { openInAppStage } from './in-app-stage.ts';

describe('what lies beside the messenger’s script', () => {
  before(ensureWidget);

  test('is served to pages of any origin, each file as what it is', async () => {
    await using at = await openInAppStage();
    for (const [path, type] of [
      ['texts/uk.json?v=1a2b', 'application/json'],
      ['texts/en.json', 'application/json'],
      ['pages.js', 'text/javascript'],
      ['widget.d.ts', 'text/plain'],
    ] as const) {
      const response = await fetch(`${at.url}/in-app/${path}`);
      await response.arrayBuffer();
      const { headers, status } = response;
      assert.deepEqual([status, headers.get('access-control-allow-origin')], [200, '*'], path);
      assert.ok(headers.get('content-type')?.startsWith(type), `${path}: ${headers.get('content-type')}`);
    }
  });

  test('is nothing else of the disk', async () => {
    await using at = await openInAppStage();
    for (const path of ['texts/xx.json', 'texts/..%2fwidget.json', 'texts/en.json/x', 'texts/', 'widget.js.map'])
      assert.equal((await fetch(`${at.url}/in-app/${path}`)).status, 404, path);
  });
});
