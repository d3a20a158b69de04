import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { recordedInputSchema, type RecordedInput } from '@onethread/contracts';
import {
  createAssignmentClient,
  fromGrpcError,
  type ExportRecordingRequestInput,
  type TokenRole,
} from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { openRouting, person, type TestRouting } from '../testing/open-routing.ts';

describe('the export of a recording', () => {
  let routing: TestRouting;
  before(async () => {
    routing = await openRouting();
  });
  after(() => routing.close());

  async function exported(
    asked: ExportRecordingRequestInput = {},
    role: TokenRole = 'admin',
  ): Promise<RecordedInput[]> {
    const client = createAssignmentClient({ address: routing.address, token: () => routing.token('root', role) });
    const inputs: RecordedInput[] = [];
    try {
      for await (const { lines } of client.exportRecording(asked)) {
        for (const line of lines.trimEnd().split('\n')) inputs.push(recordedInputSchema.parse(JSON.parse(line)));
      }
    } catch (error) {
      throw fromGrpcError(error);
    } finally {
      client.close();
    }
    return inputs;
  }

  test('tells what the owner of each pool saw, in order, a second after', async () => {
    await routing.writes(person('anna'), 'Hello');
    const inputs = await waitFor(
      async () => {
        const sofar = await exported();
        return sofar.some(({ type }) => type === 'waiting') ? sofar : undefined;
      },
      { describe: 'a waiting conversation in the recording', withinMs: 30_000 },
    );
    assert.deepEqual(
      inputs.slice(0, 2).map(({ type }) => type),
      ['term', 'settings'],
    );
    assert.equal(
      inputs.some(({ type }) => type === 'agent'),
      true,
    );
    const later = await exported({ pool: 'main' });
    assert.deepEqual(later.slice(0, inputs.length), inputs);
    assert.deepEqual(await exported({ pool: 'nobody-has-this' }), []);
    assert.deepEqual(await exported({ fromMs: 1, toMs: 2 }), [], 'nothing was recorded so long ago');
  });

  for (const [what, asked] of [
    ['a span that ends before it begins', { fromMs: 10, toMs: 5 }],
    ['a time before all times', { fromMs: -1 }],
    ['a pool longer than any', { pool: 'x'.repeat(101) }],
  ] as const) {
    test(`${what} is invalid`, async () => {
      await assert.rejects(exported(asked), { code: 'invalid' });
    });
  }

  for (const role of ['agent', 'supervisor', 'service'] as const) {
    test(`is refused to the role ${role}`, async () => {
      await assert.rejects(exported({}, role), { code: 'forbidden' });
    });
  }
});
