import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import { waitFor } from '@onethread/testkit';
import { pino } from 'pino';
import { newAgent, newConversation } from '../../use-cases/assignment/testing/new-documents.ts';
import { receiveMessage } from '../../use-cases/receive-message.ts';
import { identityRef, inbound, openTestContext, type TestContext } from '../../use-cases/testing/test-context.ts';
import type { BoardOutlet } from './board-audience.ts';
import { Wallboard } from './wallboard.ts';
import type { WallboardPart } from './wallboard-view.ts';

/** Who watches, and keeps what is shown. */
class Watcher implements BoardOutlet<WallboardPart> {
  readonly parts: WallboardPart[] = [];
  error: unknown;
  hasRoom = true;
  readonly teams: readonly string[];
  #wanted: (() => WallboardPart | undefined) | undefined;

  constructor(teams: readonly string[] = []) {
    this.teams = teams;
  }

  send(part: WallboardPart): void {
    this.parts.push(part);
  }

  sendWhenRoom(make: () => WallboardPart | undefined): void {
    if (!this.hasRoom) this.#wanted = make;
    else this.#take(make());
  }

  failed(error: unknown): void {
    this.error = error;
  }

  /** The client reads on. */
  readsOn(): void {
    this.hasRoom = true;
    this.#take(this.#wanted?.());
  }

  get newest(): WallboardPart | undefined {
    return this.parts.at(-1);
  }

  waiting(): number | undefined {
    for (const { queues } of this.parts.toReversed())
      for (const { queueId, waiting } of queues) if (queueId === 'default') return waiting;
    return undefined;
  }

  /** By all that was told so far. */
  shows(agentId: string): boolean {
    const last = this.parts.findLast(({ snapshot, agents, removedAgents }) => {
      return snapshot || removedAgents.includes(agentId as AgentId) || agents.some((row) => row.agentId === agentId);
    });
    return last?.agents.some((row) => row.agentId === agentId) ?? false;
  }

  #take(part: WallboardPart | undefined): void {
    if (part !== undefined) this.parts.push(part);
  }
}

describe('a live board', () => {
  const faults = { isDown: false, refused: 0 };
  let test: TestContext;
  let wallboard: Wallboard<WallboardPart>;
  const watchers: Watcher[] = [];
  let arrivals = 0;

  before(async () => {
    test = await openTestContext((store) =>
      faultyDocumentStore(store, {
        before: () => {
          if (!faults.isDown) return 'pass';
          faults.refused += 1;
          return 'refuse';
        },
      }),
    );
    const { collections, now } = test;
    const logger = pino({ enabled: false });
    wallboard = new Wallboard({ collections, logger, now, encode: (part) => part, auditMs: 20, tellEveryMs: 1 });
  });
  afterEach(async () => {
    faults.isDown = false;
    for (const watcher of watchers.splice(0)) wallboard.remove(watcher);
    await wallboard.stop();
  });
  after(() => test.close());

  const watch = (teams: readonly string[] = []): Watcher => {
    const watcher = new Watcher(teams);
    watchers.push(watcher);
    wallboard.add(watcher);
    return watcher;
  };
  /** Somebody begins to wait; nobody is told. */
  const arrives = async (): Promise<ConversationId> => {
    const document = newConversation(`n${(arrivals += 1)}`, test.now());
    await test.collections.conversations.insert(document);
    return document._id;
  };
  const tell = (conversationId: ConversationId): void =>
    wallboard.onConversation({ version: 1, type: 'conversation', conversationId, rev: 1, agentIds: [] });
  const count = async (): Promise<number> => await test.collections.conversations.count({ index: 'waiting' }, 10_000);

  it('is whole at first, then tells what changes', async () => {
    await arrives();
    const watcher = watch();
    await waitFor(() => watcher.parts.length > 0, { describe: 'the board' });
    assert.equal(watcher.parts[0]?.snapshot, true);
    assert.equal(watcher.waiting(), await count());
    tell(await arrives());
    await waitFor(async () => watcher.waiting() === (await count()), { describe: 'one more' });
    assert.equal(watcher.newest?.snapshot, false);
  });

  it('finds out by itself what nobody said', async () => {
    const watcher = watch();
    await waitFor(() => watcher.parts.length > 0, { describe: 'the board' });
    const id = await arrives();
    await waitFor(async () => watcher.waiting() === (await count()), { describe: 'who came unheard' });
    const document = await test.collections.conversations.get(id);
    assert.ok(document);
    const { waitingSince: _, ...rest } = document;
    await test.collections.conversations.replace({ ...rest, state: 'resolved' });
    await waitFor(async () => watcher.waiting() === (await count()), { describe: 'who was resolved unheard' });
    await test.collections.agents.insert(newAgent('unheard', 3));
    await waitFor(() => watcher.shows('unheard'), { describe: 'the agent who came unheard' });
    await test.collections.agents.remove('unheard');
    await waitFor(() => !watcher.shows('unheard'), { describe: 'the agent who went unheard' });
  });

  it('is read when the first comes, and forgotten when the last has gone', async () => {
    const first = watch();
    await waitFor(() => first.parts.length > 0, { describe: 'the board of the first' });
    const second = watch();
    await waitFor(() => second.parts.length > 0, { describe: 'the board of the second' });
    wallboard.remove(first);
    tell(await arrives());
    await waitFor(async () => second.waiting() === (await count()), { describe: 'the second being told' });
    wallboard.remove(second);
    await wallboard.stop();
    assert.equal(wallboard.size, 0);
    const told = [first.parts.length, second.parts.length];
    tell(await arrives());
    const third = watch();
    await waitFor(() => third.parts.length > 0, { describe: 'the board of the third' });
    assert.equal(third.waiting(), await count());
    assert.deepEqual([first.parts.length, second.parts.length], told);
  });

  it('who leaves before the board is read is told nothing', async () => {
    const brief = watch();
    wallboard.remove(brief);
    const patient = watch();
    await waitFor(() => patient.parts.length > 0, { describe: 'the board' });
    assert.deepEqual([brief.parts.length, brief.error], [0, undefined]);
  });

  it('who does not read is told the newest state when they do, once', async () => {
    const slow = watch();
    const quick = watch();
    await waitFor(() => slow.parts.length > 0 && quick.parts.length > 0, { describe: 'both boards' });
    slow.hasRoom = false;
    const told = slow.parts.length;
    for (let n = 0; n < 5; n += 1) {
      tell(await arrives());
      await waitFor(async () => quick.waiting() === (await count()), { describe: 'the quick one being told' });
    }
    assert.equal(slow.parts.length, told);
    slow.readsOn();
    assert.equal(slow.parts.length, told + 1);
    assert.equal(slow.newest?.snapshot, true);
    assert.equal(slow.waiting(), await count());
    tell(await arrives());
    await waitFor(async () => slow.waiting() === (await count()), { describe: 'the slow one being told' });
    assert.equal(slow.newest?.snapshot, false);
  });

  it('goes on when the store answers again', async () => {
    const watcher = watch();
    await waitFor(() => watcher.parts.length > 0, { describe: 'the board' });
    const id = await arrives();
    const expected = await count();
    const refusedBefore = faults.refused;
    faults.isDown = true;
    tell(id);
    await waitFor(() => faults.refused > refusedBefore, { describe: 'the store to be asked in vain' });
    faults.isDown = false;
    await waitFor(() => watcher.waiting() === expected, { describe: 'what changed meanwhile' });
    assert.equal(watcher.error, undefined);
  });

  it('says so to all who wait when it cannot be read, and is read anew for who comes later', async () => {
    faults.isDown = true;
    const unlucky = [watch(), watch()];
    await waitFor(() => unlucky.every(({ error }) => error !== undefined), { describe: 'both to be told' });
    for (const watcher of unlucky) wallboard.remove(watcher);
    faults.isDown = false;
    const lucky = watch();
    await waitFor(() => lucky.parts.length > 0, { describe: 'the board' });
  });

  it('shows targets with their customers when they come to be at risk, by time alone too', async () => {
    const { entry } = await receiveMessage(test, inbound(identityRef('anna'), 'a1', { profile: { name: 'Anna' } }));
    const { conversationId } = entry.body as { readonly conversationId: ConversationId };
    const [warnAt, dueAt] = [test.now() + 60, test.now() + 1000];
    const times = { startedAt: 0, settingsVersion: 1, targetMs: 1000, spentMs: 0, since: 0, warnAt, dueAt };
    const document = await test.collections.conversations.get(conversationId);
    assert.ok(document);
    await test.collections.conversations.replace({ ...document, clocks: [{ target: 'first-response', ...times }] });
    const watcher = watch();
    await waitFor(() => watcher.parts.length > 0, { describe: 'the board' });
    assert.deepEqual(watcher.newest?.atRisk, []);
    test.clock.advance(60);
    const shown = await waitFor(() => watcher.newest?.atRisk?.[0], { describe: 'the target at risk' });
    assert.equal(shown.customerName, 'Anna');
    assert.equal(shown.conversation.conversationId, conversationId);
    assert.deepEqual(shown.clock, { target: 'first-response', missed: false, warnAt, dueAt });
    const later = watch();
    await waitFor(() => later.parts.length > 0, { describe: 'the board of who comes later' });
    assert.equal(later.newest?.atRisk?.[0]?.customerName, 'Anna');
  });

  it('shows a team its queues and agents alone, and takes away what is not theirs any more', async () => {
    const abilities = { teams: ['blue'], skills: [], channels: {}, capacity: 3, pool: 'main' };
    await test.collections.agents.insert({ ...newAgent('cora', 3), abilities });
    await test.collections.agents.insert(newAgent('dora', 3));
    const blue = watch(['blue']);
    await waitFor(() => blue.parts.length > 0, { describe: 'the board' });
    assert.deepEqual(
      blue.newest?.agents.map(({ agentId }) => agentId),
      ['cora'],
    );
    assert.deepEqual(blue.newest?.queues, []);
    const cora = await test.collections.agents.get('cora');
    assert.ok(cora);
    await test.collections.agents.replace({ ...cora, abilities: { ...abilities, teams: ['red'] } });
    wallboard.onAgent({ version: 1, type: 'agent', agentId: cora._id, rev: 2 });
    await waitFor(() => !blue.shows('cora'), { describe: 'the agent to go' });
  });
});
