import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { CONSUMER_GROUPS, INBOUND_MESSAGES, INBOUND_RECEIPTS } from '@onethread/contracts';
import type { EventLog, GroupLag, OutgoingRecord } from '@onethread/log';
import { createLogger, createRegistry } from '@onethread/runtime';
import { waitFor } from '@onethread/testkit';
import { DEFAULT_BOUNDS, type KitBounds } from '../bounds.ts';
import { openStage, type Stage } from '../contract/stage.ts';
import { IntakeUnavailableError } from '../errors.ts';
import { channelMetrics } from '../metrics.ts';
import { paperChannel, PaperPost } from '../testing/paper-channel.ts';
import { Publisher } from './publisher.ts';
import { RouterLag } from './router-lag.ts';

/** A customer's letter, posted to the channel's webhook. */
function letter(stage: Stage, id: string): Promise<Response> {
  const body = JSON.stringify({ id, from: 'anna', text: 'hello' });
  const headers = { 'content-type': 'application/json', 'x-password': 'secret' };
  return fetch(`${stage.http.publicUrl}/paper`, { method: 'POST', headers, body });
}

async function begin(stage: Stage, bounds: Partial<KitBounds>): Promise<void> {
  const { channel } = await stage.run(paperChannel, { password: 'secret', post: new PaperPost() }, bounds);
  assert.ok(channel);
  await waitFor(async () => (await announcements(stage)) > 0, { describe: 'the announcement' });
}

async function announcements(stage: Stage): Promise<number> {
  let found = 0;
  for await (const { value } of stage.log.read({ topic: INBOUND_RECEIPTS.name, from: { offset: 0 } }))
    if (value.includes('channel-announced')) found += 1;
  return found;
}

describe('while publishing is slow', () => {
  it('providers are told to come again later, one at a time waits and sees, and it recovers by itself', async () => {
    await using stage = await openStage();
    await begin(stage, { slowPublishMs: 100, publishMs: 60_000 });
    const works = Promise.withResolvers<void>();
    stage.holdPublishing(works.promise);
    const first = letter(stage, '1');
    let refused: Response | undefined;
    const waiting: Promise<Response>[] = [];
    await waitFor(
      async () => {
        const answer = letter(stage, `${waiting.length + 2}`);
        const result = await Promise.race([answer, delay(50, undefined)]);
        if (result === undefined) waiting.push(answer);
        refused = result;
        return refused !== undefined;
      },
      { describe: 'a letter to be refused', withinMs: 30_000 },
    );
    assert.equal(refused?.status, 503);
    assert.ok(Number(refused?.headers.get('retry-after')) > 0);
    works.resolve();
    assert.equal((await first).status, 204);
    const answers = await Promise.all(waiting);
    const taken = answers.filter(({ status }) => status === 204);
    // On a slow machine a refusal may come later than it was waited for.
    assert.ok(answers.every(({ status }) => status === 204 || status === 503));
    await waitFor(async () => (await letter(stage, 'last')).status === 204, { describe: 'letters to be taken again' });
    const accepted = (await stage.received()).map((record) => record.type === 'message' && record.providerMessageId);
    assert.equal(accepted.length, taken.length + 2, 'what was refused is not there');
  });
});

function publisherOver(publish: () => Promise<void>, bounds: Partial<KitBounds>): Publisher {
  const log = { publish } as unknown as EventLog;
  return new Publisher(log, channelMetrics(createRegistry(), 'paper'), { ...DEFAULT_BOUNDS, ...bounds });
}

const record = (bytes: number): OutgoingRecord => ({ topic: 't.v1', key: 'k', value: 'x'.repeat(bytes) });

describe('what waits to become durable', () => {
  it('is bounded by number and by bytes, also when its callers have given up, and room comes back', async () => {
    const durable = Promise.withResolvers<void>();
    const publisher = publisherOver(() => durable.promise, {
      maxUnpublished: 3,
      maxUnpublishedBytes: 100,
      publishMs: 1,
    });
    await assert.rejects(publisher.publish([record(60)]), IntakeUnavailableError);
    await assert.rejects(publisher.publish([record(60)]), /too much waits/);
    await assert.rejects(publisher.publish([record(1), record(1), record(1)]), /too much waits/);
    durable.resolve();
    await waitFor(() => publisher.publish([record(60)]).then(() => true), { describe: 'room' });
  });

  it('may be one record as large as the log takes it', async () => {
    const publisher = publisherOver(async () => {}, { maxUnpublishedBytes: 100 });
    await publisher.publish([record(1000)]);
  });
});

describe('while routing is far behind', () => {
  it('intake is refused, and taken again once it caught up', async () => {
    const topic = INBOUND_MESSAGES.name;
    const behind: GroupLag = { topic, group: CONSUMER_GROUPS.router, records: 9, seconds: 11 };
    let lags: readonly GroupLag[] = [behind, { ...behind, group: 'others', seconds: 999 }];
    let asked = 0;
    const lag = async (): Promise<readonly GroupLag[]> => {
      asked += 1;
      if (asked % 2 === 0) throw new Error('the log does not say');
      return lags;
    };
    const bounds = { ...DEFAULT_BOUNDS, maxRouterLagMs: 10_000, checkLagEveryMs: 5 };
    const routerLag = new RouterLag({ lag }, bounds, createLogger({ service: 'test', level: 'silent' }));
    const log = { publish: async () => {} } as unknown as EventLog;
    const publisher = new Publisher(log, channelMetrics(createRegistry(), 'paper'), bounds, routerLag);
    await publisher.accept([record(1)]);
    routerLag.start();
    await waitFor(() => asked > 2, { describe: 'two looks' });
    await assert.rejects(publisher.accept([record(1)]), /too far behind/);
    // What is our own goes on: statuses are what routing waits for.
    await publisher.publish([record(1)]);
    lags = [{ ...behind, seconds: 9 }];
    await waitFor(() => publisher.accept([record(1)]).then(() => true), { describe: 'intake' });
    await routerLag.stop();
  });
});
