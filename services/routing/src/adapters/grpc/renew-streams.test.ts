import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { CURRENT } from '../../stores/settings-in-force.ts';
import { FIRST_SETTINGS } from '@onethread/contracts';
import { openTestContext } from '../../use-cases/testing/test-context.ts';
import type { TestContext } from '../../use-cases/testing/test-context.ts';
import type { GrpcContext } from './grpc-context.ts';
import { RenewStreams } from './renew-streams.ts';

/** A stream that began with the first settings. */
function streamOf() {
  const stream = {
    version: 0,
    renewed: [] as number[],
    renew: async (version: number): Promise<boolean> => {
      if (stream.version === version) return false;
      stream.version = version;
      stream.renewed.push(version);
      return true;
    },
  };
  return stream;
}

describe('other settings', () => {
  let useCases: TestContext;
  beforeEach(async () => {
    useCases = await openTestContext();
  });
  afterEach(() => useCases.close());

  const apply = async (version: number): Promise<void> => {
    const by = { by: 'ada', at: 1, note: '', changes: [] };
    await useCases.collections.settings.remove(CURRENT);
    await useCases.collections.settings.insert({ _id: CURRENT, version, settings: FIRST_SETTINGS, ...by });
    useCases.collections.memory.settings.forget();
  };
  const renewalOf = (streams: readonly unknown[]) =>
    new RenewStreams({ useCases, streams: { welcomed: () => streams } } as unknown as GrpcContext);

  it('reach every stream once, however often they are announced', async () => {
    const streams = Array.from({ length: 5 }, streamOf);
    const renewal = renewalOf(streams);
    await apply(1);
    for (let n = 0; n < 3; n += 1) renewal.start();
    const all = () => streams.every(({ version }) => version === 1);
    await waitFor(all, { describe: 'every stream to begin anew' });
    await apply(2);
    renewal.start();
    await waitFor(() => streams.every(({ version }) => version === 2), { describe: 'the next settings' });
    await renewal.stop();
    for (const { renewed } of streams) assert.deepEqual(renewed, [1, 2]);
  });

  it('are left for the next time where they cannot be read, and end with the service', async () => {
    const stream = streamOf();
    const renewal = renewalOf([stream]);
    const { settings } = useCases.collections;
    const get = settings.get.bind(settings);
    let isDown = true;
    Object.assign(settings, { get: (id: string) => (isDown ? Promise.reject(new Error('away')) : get(id)) });
    await apply(1);
    renewal.start();
    await waitFor(() => !renewal.isRunning, { describe: 'it to give up' });
    assert.equal(stream.version, 0);
    isDown = false;
    renewal.start();
    await waitFor(() => stream.version === 1, { describe: 'the next try' });
    await renewal.stop();
    await apply(2);
    renewal.start();
    await renewal.stop();
    assert.equal(stream.version, 1);
  });
});
