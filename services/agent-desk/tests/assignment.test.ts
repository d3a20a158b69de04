import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import type { Explanation, WallboardUpdate } from '../wire/assignment.ts';
import { startDesk } from './desk-fixture.ts';
import type { DeskFixture } from './desk-fixture.ts';

test('an agent is told why a conversation is where it is, and why not me', async () => {
  await using desk = await startDesk();
  desk.routing.addAgent('ada');
  const { assignment } = desk.routing;
  const waiting = { sinceMs: 5, ahead: 2, wouldHelp: ['Anna becomes free'], reasons: [{ reason: 'full', agents: 3 }] };
  assignment.explanations.set('v1', { conversationId: 'v1', summary: 'It waits.', waiting });
  const cookie = await desk.signUp('ada');
  const path = '/desk/v1/conversations/v1/explanation';
  const explanation = (await (await desk.call(path, { cookie })).json()) as Explanation;
  assert.equal(explanation.waiting?.wouldHelp[0], 'Anna becomes free');
  await desk.call(`${path}?agentId=ben`, { cookie });
  assert.deepEqual(
    assignment.asked.map(({ agentId }) => agentId),
    ['ada', 'ben'],
  );
  assert.equal((await desk.call('/desk/v1/conversations/v2/explanation', { cookie })).status, 404);
  assert.equal((await desk.call(path)).status, 401);
});

test('a wallboard is told whole, then what changes, and ends when routing breaks off', async () => {
  await using desk = await startDesk();
  const { assignment } = desk.routing;
  assignment.board = { queues: [{ queueId: 'q1', name: 'Support', waiting: 2 }] };
  const cookie = await desk.signUp('admin');
  const board = await watch(desk, cookie, '?team=a&team=b');
  assert.equal((await board.next()).snapshot, true);
  assert.deepEqual([...assignment.watchers.values()], [['a', 'b']]);
  assignment.tell({ agents: [{ agentId: 'ada', presence: 'BUSY' }] });
  const change = await board.next();
  assert.deepEqual([change.snapshot, change.agents[0]?.presence], [false, 'busy']);
  assignment.breakWallboards();
  assert.equal(await board.ends(), true);
});

test('a wallboard ends with its session, and routing is let go', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  const board = await watch(desk, cookie);
  await board.next();
  await desk.call('/desk/v1/session', { method: 'DELETE', cookie });
  assert.equal(await board.ends(), true);
  await waitFor(() => desk.routing.assignment.watchers.size === 0, { describe: 'no watcher at routing' });
  assert.equal((await desk.call('/desk/v1/wallboard', { cookie })).status, 401);
});

test('one agent has at most ten wallboards', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  const boards = await Promise.all(Array.from({ length: 10 }, () => watch(desk, cookie)));
  assert.equal((await desk.call('/desk/v1/wallboard', { cookie })).status, 503);
  await Promise.all(boards.map((one) => one.leave()));
});

/** Reads a wallboard's stream event by event. */
async function watch(desk: DeskFixture, cookie: string, query = '') {
  const answer = await desk.call(`/desk/v1/wallboard${query}`, { cookie });
  assert.equal(answer.status, 200);
  assert.ok(answer.body);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<WallboardUpdate> => {
    for (;;) {
      const [event, ...rest] = text.split('\n\n');
      if (rest.length > 0) {
        text = rest.join('\n\n');
        const data = /^event: board\ndata: (.*)$/s.exec(event ?? '')?.[1];
        if (data !== undefined) return JSON.parse(data) as WallboardUpdate;
        continue;
      }
      const { value, done } = await reader.read();
      if (done) throw new Error('the stream ended');
      text += value;
    }
  };
  const ends = async () => {
    for (;;) if ((await reader.read()).done) return true;
  };
  return { next, ends, leave: () => reader.cancel() };
}
