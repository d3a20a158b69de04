import {
  createSettingsClient,
  declaredAgentToProto,
  settingsToProto,
  type AdminClient,
  type SettingsClient,
} from '@onethread/rpc';
import { waitFor, type Seeded } from '@onethread/testkit';
import { AutomaticAgent } from '../../tests/automatic-agent.ts';
import { tokenOf } from '../../tests/companies.ts';
import { CAPACITY, deskSettings, whoIs, type DeskSettings } from './desk-settings.ts';
import { SUPERVISOR } from './supervision.ts';
import { namedMessage } from './texts.ts';

/** Weight of the customers who write at once, by agent: a little above capacity, so that some always wait. */
const WEIGHT_PER_AGENT = 18;
const MEAN_WEIGHT = 1.6;

/** The first message is answered and then every so-manieth: the rest is read. */
const ANSWERED_EVERY = 8;
const RESOLVES = 0.1;
const QUIET_MS = 1500;
/** Of the conversations that an agent is done with for now. */
const HANDS_OVER = 0.15;
/** Of its offers. */
const DECLINES = 0.15;
const KNOWN_WITHIN_MS = 90_000;

export interface TeamOptions {
  readonly admin: AdminClient;
  /** Where agents reach it. */
  readonly address: string;
  /** Where settings are applied. */
  readonly settingsAddress: string;
  readonly random: Seeded;
  /** Customers who write at the same time. */
  readonly customersAtOnce: number;
  readonly onShown: (text: string) => void;
  readonly onLoad: (agentId: string, load: number, interruptibleLoad: number) => void;
}

export interface Team {
  readonly agents: readonly AutomaticAgent[];
  readonly desk: DeskSettings;
}

export const isAnswered = (text: string): boolean => ((namedMessage(text)?.number ?? 0) - 1) % ANSWERED_EVERY === 0;

/** Makes the agents known, puts the settings of their desk in force and has them work. */
export async function startTeam(options: TeamOptions): Promise<Team> {
  const { admin, address, settingsAddress, random, customersAtOnce, onShown, onLoad } = options;
  const size = Math.max(2, Math.ceil((customersAtOnce * MEAN_WEIGHT) / WEIGHT_PER_AGENT));
  const agentIds = Array.from({ length: size }, (_, index) => `agent-${index}`);
  await Promise.all([
    ...agentIds.map((agentId, index) => known(admin, agentId, { ...whoIs(agentId, index), role: 'agent' })),
    known(admin, SUPERVISOR, { name: 'Supervisor', email: `${SUPERVISOR}@localhost`, role: 'supervisor' }),
  ]);
  const desk = deskSettings(agentIds, random.fork('desk'));
  await putInForce(settingsAddress, desk);
  const agents = agentIds.map((agentId) => {
    const own = random.fork(agentId);
    return new AutomaticAgent({
      address,
      agentId,
      random: own,
      answers: isAnswered,
      resolves: RESOLVES,
      quietMs: QUIET_MS,
      declines: DECLINES,
      handsOver: {
        chance: HANDS_OVER,
        to: () => (own.chance(0.5) ? { agentId: own.pick(agentIds) } : { queueId: own.pick(desk.queueIds) }),
      },
      onShown,
      onLoad,
    });
  });
  for (const agent of agents) agent.start();
  return { agents, desk };
}

/** The owner of the pool may still be taking over. */
async function known(
  admin: AdminClient,
  agentId: string,
  who: { readonly name: string; readonly email: string; readonly role: string },
): Promise<void> {
  await waitFor(() => admin.putAgent({ agentId, ...who, capacity: CAPACITY }), {
    describe: `${agentId} to be known`,
    withinMs: KNOWN_WITHIN_MS,
    everyMs: 200,
  });
}

async function putInForce(address: string, { file: { agents = [], ...settings } }: DeskSettings): Promise<void> {
  const client: SettingsClient = createSettingsClient({
    address,
    deadlineMs: KNOWN_WITHIN_MS,
    token: tokenOf('admin', 'verify'),
  });
  try {
    await client.applySettings({
      settings: settingsToProto(settings),
      agents: agents.map((agent) => declaredAgentToProto(agent)),
      note: 'The desk of this run',
    });
  } finally {
    client.close();
  }
}
