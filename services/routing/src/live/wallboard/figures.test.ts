import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CONVERSATION_EVENTS, type Entry } from '@onethread/contracts';
import type { EventLog } from '@onethread/log';
import { createSettingsClient } from '@onethread/rpc';
import { seeded, waitFor } from '@onethread/testkit';
import { WatchedWallboard } from '../../adapters/grpc/assignment/testing/watched-wallboard.ts';
import { openRouting, person, type TestRouting } from '../../adapters/grpc/testing/open-routing.ts';
import { openCollections, type Collections } from '../../stores/collections.ts';
import { allConversations, allEntries, countDocuments, countEntries, type Count } from './testing/plain-count.ts';
import { LivelyAgent } from './testing/lively-agent.ts';

const SEED = Number(process.env['WALLBOARD_SEED'] ?? 11);
const ROUNDS = 4;
const STEPS_OF_ROUND = 25;
const CUSTOMERS = 14;
const QUEUES = ['all', 'sales'] as const;
const AGENTS = ['ada', 'ben', 'cleo'] as const;
/** The machine may be busy; and what was not heard is found by the next look at the store. */
const WITHIN = { withinMs: 60_000 };

/** Each customer writes of one thing always. */
function queueOf(customer: number): (typeof QUEUES)[number] {
  return customer % 2 === 0 ? 'all' : 'sales';
}

describe('figures of the wallboard', () => {
  const random = seeded(SEED);
  /** Of what is announced, so much is heard by nobody. */
  const losing = { chance: 0 };
  let routing: TestRouting;
  let stored: Collections;
  let agents: readonly LivelyAgent[];

  before(async () => {
    routing = await openRouting({ wrapLog: (log) => losingLog(log, () => random.chance(losing.chance)) });
    stored = await openCollections(routing.documents);
    const settings = createSettingsClient({
      address: routing.address,
      token: () => routing.token('root', 'admin'),
    });
    await settings.applySettings({
      settings: {
        queues: QUEUES.map((id) => ({ id, name: id, offerSeconds: 2 })),
        rules: [{ id: 'sales', name: 'sales', queue: 'sales', when: { text: ['sale'] } }],
        defaultQueue: 'all',
      },
      agents: AGENTS.map((name) => ({ name, email: `${name}@example.org`, role: 'agent', abilities: { capacity: 3 } })),
    });
    settings.close();
    const { agents: known } = await routing.admin.listAgents();
    const there: LivelyAgent[] = [];
    for (const { agentId, name } of known) {
      if (!AGENTS.some((one) => one === name)) continue;
      const agent = new LivelyAgent(agentId, await routing.device(agentId), random.fork(name));
      await agent.arrive();
      there.push(agent);
    }
    agents = there;
  });
  after(() => routing.close());

  const customers = Array.from({ length: CUSTOMERS }, (_, customer) => person(`customer ${customer}`));
  const queueOfEntry = ({ customerId }: Entry): string =>
    queueOf(customers.findIndex((customer) => customer.customerId === customerId));

  const step = async (): Promise<void> => {
    const customer = random.between(0, CUSTOMERS - 1);
    if (random.chance(0.4)) {
      const words = queueOf(customer) === 'sales' ? 'about a sale' : 'about something else';
      await routing.writes(customers[customer] as (typeof customers)[number], words);
    } else await random.pick(agents).act(QUEUES);
  };

  /** Once what the board shows, what the entries say and what the documents say are the same, and did not change meanwhile. */
  const agrees = async (board: WatchedWallboard): Promise<boolean> => {
    const shown = countOf(board);
    const documents = await allConversations(stored);
    const said = [countEntries(await allEntries(stored), queueOfEntry), countDocuments(documents)];
    for (const count of [...said, countOf(board)]) assert.deepEqual(count, shown);
    for (const [queueId, row] of board.queues) {
      const here = documents.filter((one) => one.queueId === queueId && one.state === 'open');
      assert.equal(row.offered, here.filter(({ reservation }) => reservation !== undefined).length);
      const since = here.flatMap(({ waitingSince }) => (waitingSince === undefined ? [] : [waitingSince]));
      assert.equal(row.longestWaitingSinceMs, since.length === 0 ? 0 : Math.min(...since));
    }
    for (const { agentId, load } of board.agents.values()) {
      const holds = documents.filter(({ assigneeId, reservation }) => (reservation?.agentId ?? assigneeId) === agentId);
      assert.equal(load, holds.length);
    }
    return true;
  };

  it(`agree with the entries of all streams and with the documents, whoever watches and whatever is lost, seed ${SEED}`, async () => {
    const seen = { unassigned: 0, inWork: 0, snoozed: 0 };
    let board = new WatchedWallboard(routing.address, () => routing.token('root', 'admin'));
    for (let round = 0; round < ROUNDS; round += 1) {
      // In every other round a third of what is announced is lost.
      losing.chance = round % 2 === 0 ? 0 : 0.33;
      for (let count = 0; count < STEPS_OF_ROUND; count += 1) await step();
      for (const agent of agents) await agent.settle();
      losing.chance = 0;
      await waitFor(() => agrees(board), { describe: `figures that agree in round ${round}`, ...WITHIN });
      for (const [unassigned, inWork, snoozed] of Object.values(countOf(board).queues)) {
        seen.unassigned = Math.max(seen.unassigned, unassigned);
        seen.inWork = Math.max(seen.inWork, inWork);
        seen.snoozed = Math.max(seen.snoozed, snoozed);
      }
      const other = new WatchedWallboard(routing.address, () => routing.token('root', 'admin'));
      await waitFor(() => agrees(other), { describe: `the same for who comes in round ${round}`, ...WITHIN });
      if (round === 1) {
        // Nobody watches for a moment.
        board.close();
        other.close();
        board = new WatchedWallboard(routing.address, () => routing.token('root', 'admin'));
      } else {
        board.close();
        board = other;
      }
    }
    board.close();
    for (const [what, most] of Object.entries(seen)) assert.ok(most > 0, `some were ${what}`);
  });
});

function countOf(board: WatchedWallboard): Count {
  const queues: Record<string, readonly [number, number, number]> = {};
  for (const { queueId, waiting, offered, inWork, snoozed } of board.queues.values())
    if (waiting + offered + inWork + snoozed > 0) queues[queueId] = [waiting + offered, inWork, snoozed];
  const agents: Record<string, number> = {};
  for (const { agentId, conversations } of board.agents.values())
    if (conversations > 0) agents[agentId] = conversations;
  return { queues, agents };
}

/** A log of which `isLost` decides what no listener hears of conversations. */
function losingLog(log: EventLog, isLost: () => boolean): EventLog {
  return {
    description: log.description,
    publish: (records) => log.publish(records),
    subscribe: (options) => log.subscribe(options),
    broadcast: (options) =>
      log.broadcast({
        ...options,
        handle: (record) => {
          if (record.topic === CONVERSATION_EVENTS.name && isLost()) return;
          return options.handle(record);
        },
      }),
    read: (options) => log.read(options),
    lag: () => log.lag(),
    close: () => log.close(),
  };
}
