import { createAdminClient, signToken } from '@onethread/rpc';
import { seeded } from '@onethread/testkit';
import { AutomaticAgent } from '../../services/all-in-one/tests/automatic-agent.ts';
import { openPlayedCustomers } from './played-customers.ts';

/**
 * Writes as played customers on every channel while something is done to a deployment, with agents who answer all of it,
 * and counts in the end what came back: `GRPC_TOKEN_SECRET=… node scripts/docker-lab/traffic.ts [seconds, 60] [messages
 * a second, 2] [http://localhost:8080] [localhost:50051]`. Ends with code 1 where an answer is missing or came twice. What
 * a provider gave up before anybody said yes to it was never ours. The agents answer whoever writes: for a lab alone.
 */
const [seconds = '60', rate = '2', web = 'http://localhost:8080', grpc = 'localhost:50051'] = process.argv.slice(2);
const secret = process.env['GRPC_TOKEN_SECRET'] ?? '';
const run = Date.now().toString(36);
/** For so long no further answer comes: none will. A provider's own waits are shorter. */
const QUIET_MS = 180_000;
/** So late that no question that is still on its way to the agent is closed with the rest. */
const RESOLVED_AFTER_MS = 60_000;
const PEOPLE = 3;

const tokenOf = (role: 'admin' | 'agent', subject: string) => () =>
  signToken(secret, { subject, role, validSeconds: 300 });
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const admin = createAdminClient({ address: grpc, token: tokenOf('admin', 'traffic') });
const agentIds = [1, 2].map((number) => `traffic-${number}-${run}`);
for (const agentId of agentIds)
  await admin.putAgent({ agentId, name: agentId, email: `${agentId}@localhost`, role: 'agent', capacity: 100 });
const agents = agentIds.map((agentId, index) => {
  const behaviour = { answers: () => true, resolves: 0, quietMs: RESOLVED_AFTER_MS, random: seeded(index) };
  return new AutomaticAgent({ address: grpc, agentId, token: tokenOf('agent', agentId), ...behaviour });
});
for (const agent of agents) agent.start();

const played = await openPlayedCustomers(web, PEOPLE);
const asked = played.customers.map((customer) => ({ customer, ids: [] as string[] }));
const ends = performance.now() + Number(seconds) * 1000;
for (let count = 0; performance.now() < ends; count += 1) {
  const one = asked[count % asked.length];
  if (one === undefined) break;
  const id = `q${run}x${count}`;
  one.customer.write(`${id}: where is my parcel?`);
  one.ids.push(id);
  await pause(1000 / Number(rate));
}

interface Outcome {
  readonly id: string;
  readonly answers: number;
  readonly givenUp: boolean;
}

function outcomes({ customer, ids }: (typeof asked)[number]): readonly Outcome[] {
  const received = customer.received();
  const givenUp = customer.givenUp();
  return ids.map((id) => ({
    id,
    answers: received.filter((text) => text.includes(`re ${id} by`)).length,
    givenUp: givenUp.some((text) => text.startsWith(`${id}:`)),
  }));
}
const isMissing = ({ answers, givenUp }: Outcome) => answers === 0 && !givenUp;
const isTwice = ({ answers }: Outcome) => answers > 1;

let missing = Infinity;
for (let changedAt = performance.now(); missing > 0 && performance.now() < changedAt + QUIET_MS; await pause(500)) {
  const now = asked.flatMap(outcomes).filter(isMissing).length;
  if (now !== missing) changedAt = performance.now();
  missing = now;
}

const all = asked.flatMap(outcomes);
const twice = all.filter(isTwice).length;
for (const one of asked) {
  const odd = outcomes(one).filter((outcome) => outcome.givenUp || isMissing(outcome) || isTwice(outcome));
  for (const { id, answers, givenUp } of odd)
    say(`${one.customer.name}: ${id} ${givenUp ? 'was given up by its provider' : `was answered ${answers} times`}`);
}
for (const refusal of played.refusals) say(`the playground refused: ${refusal}`);
const givenUp = all.filter((outcome) => outcome.givenUp).length;
say(`${all.length} asked, ${givenUp} given up by their providers, ${missing} not answered, ${twice} answered twice`);
played.close();
// What is left open would be offered to whoever looks next.
const leaves = performance.now() + 2 * RESOLVED_AFTER_MS;
while (agents.some(({ holds }) => holds > 0) && performance.now() < leaves) await pause(500);
for (const agent of agents) agent.stop();
for (const agentId of agentIds) await admin.setAgentDisabled({ agentId, disabled: true }).catch(() => {});
admin.close();
process.exitCode = missing + twice + played.refusals.length > 0 ? 1 : 0;
