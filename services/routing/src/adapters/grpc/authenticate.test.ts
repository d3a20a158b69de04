import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import {
  fromGrpcError,
  signToken,
  type FeedStream,
  type FeedsStream,
  type RpcError,
  type TokenRole,
} from '@onethread/rpc';
import { openRouting, person, type TestRouting } from './testing/open-routing.ts';

let routing: TestRouting;
before(async () => {
  routing = await openRouting();
  await routing.agent('agent');
  await routing.agent('supervisor', 'supervisor');
});
after(() => routing.close());

const SUBJECTS: Readonly<Record<TokenRole, string>> = {
  agent: 'agent',
  supervisor: 'supervisor',
  admin: 'root',
  service: 'in-app',
  invite: 'agent',
};

async function failureOf(call: Promise<unknown>): Promise<string> {
  return await call.then(
    () => 'ok',
    (error: unknown) => (error as RpcError).code,
  );
}

async function endOf(
  stream: FeedStream | FeedsStream | ReturnType<ReturnType<TestRouting['adminAs']>['rebuild']>,
): Promise<string> {
  const first = await Promise.race([
    once(stream, 'data').then(() => 'ok'),
    once(stream, 'error').then(([error]) => fromGrpcError(error).code),
  ]).catch((error: unknown) => fromGrpcError(error).code);
  stream.on('error', () => {});
  stream.cancel();
  return first;
}

/** Every method, by who may call it; anything past the door counts as let in. */
const METHODS: readonly (readonly [string, readonly TokenRole[], (token: string) => Promise<string>])[] = [
  [
    'ListItems',
    ['agent', 'supervisor', 'admin'],
    (t) => failureOf(routing.historyAs(t).listItems({ customerId: 'c_x' })),
  ],
  [
    'GetConversation',
    ['agent', 'supervisor', 'admin'],
    (t) => failureOf(routing.historyAs(t).getConversation({ conversationId: 'v' })),
  ],
  ['ListConversations', ['agent', 'supervisor', 'admin'], (t) => failureOf(routing.historyAs(t).listConversations({}))],
  [
    'CheckFile of an agent',
    ['agent', 'supervisor', 'admin'],
    (t) => failureOf(routing.historyAs(t).checkFile({ blobId: 'b' })),
  ],
  ['ListFeed', ['service'], (t) => failureOf(routing.historyAs(t).listFeed({ identityId: 'i' }))],
  [
    'CheckFile of a customer',
    ['service'],
    (t) => failureOf(routing.historyAs(t).checkFile({ blobId: 'b', identityId: 'i' })),
  ],
  ['FollowFeed', ['service'], (t) => endOf(routing.historyAs(t).followFeed({ identityId: 'i' }))],
  [
    'FollowFeeds',
    ['service'],
    (t) => {
      const stream = routing.historyAs(t).followFeeds();
      stream.write({ feedId: 1, follow: { identityId: 'i' } });
      return endOf(stream);
    },
  ],
  ['ListAgents', ['admin'], (t) => failureOf(routing.adminAs(t).listAgents())],
  ['PutAgent', ['admin'], (t) => failureOf(routing.adminAs(t).putAgent({}))],
  ['SetAgentDisabled', ['admin'], (t) => failureOf(routing.adminAs(t).setAgentDisabled({ agentId: 'nobody' }))],
  ['IssueAgentToken', ['admin'], (t) => failureOf(routing.adminAs(t).issueAgentToken({ agentId: 'nobody' }))],
  ['InviteAgent', ['admin'], (t) => failureOf(routing.adminAs(t).inviteAgent({ agentId: 'nobody' }))],
  ['GetStatus', ['admin'], (t) => failureOf(routing.adminAs(t).getStatus())],
  ['Rebuild', ['admin'], (t) => endOf(routing.adminAs(t).rebuild({}))],
];

for (const [name, allowed, call] of METHODS) {
  test(`${name} is for ${allowed.join(', ')} alone`, async () => {
    for (const role of Object.keys(SUBJECTS) as TokenRole[]) {
      const code = await call(await routing.token(SUBJECTS[role], role));
      if (allowed.includes(role)) assert.ok(!['forbidden', 'unauthenticated'].includes(code), `${role}: ${code}`);
      else assert.equal(code, 'forbidden', role);
    }
    const stranger = { subject: 'agent', role: 'agent', validSeconds: 60 } as const;
    for (const token of ['', 'nonsense', await signToken('a secret of somebody else, long enough', stranger)])
      assert.equal(await call(token), 'unauthenticated');
  });
}

test('an agent who is unknown or disabled has no way in, whatever the token says', async () => {
  await routing.agent('gone');
  await routing.admin.setAgentDisabled({ agentId: 'gone', disabled: true });
  for (const subject of ['gone', 'nobody'])
    assert.equal(
      await failureOf(routing.historyAs(await routing.token(subject, 'admin')).listConversations({})),
      'unauthenticated',
    );
});

test('an administrator who is disabled or no longer one administers nothing, whatever the token says', async () => {
  await routing.agent('former', 'admin');
  const token = await routing.token('former', 'admin');
  const administers = (): Promise<string> => failureOf(routing.adminAs(token).issueAgentToken({ agentId: 'agent' }));
  assert.equal(await administers(), 'ok');
  await routing.admin.putAgent({ agentId: 'former', name: 'Former', email: 'former@example.org', role: 'agent' });
  assert.equal(await administers(), 'forbidden');
  await routing.admin.setAgentDisabled({ agentId: 'former', disabled: true });
  assert.equal(await administers(), 'unauthenticated');
  // What no person acts for, the operators' command and the desk itself, is no agent and goes by its token.
  const command = await routing.token('onethread-command', 'admin');
  assert.equal(await failureOf(routing.adminAs(command).listAgents()), 'ok');
});

test('a token issued for an agent lets them work, with their own rank', async () => {
  const { token } = await routing.admin.issueAgentToken({ agentId: 'agent' });
  assert.equal(await failureOf(routing.historyAs(token).listConversations({})), 'ok');
  assert.equal(await failureOf(routing.adminAs(token).listAgents()), 'forbidden');
  assert.equal(await failureOf(routing.admin.issueAgentToken({ agentId: 'agent', validS: 31 * 24 * 3600 })), 'invalid');
  const invited = await routing.admin.inviteAgent({ agentId: 'agent' });
  assert.ok(invited.expiresMs > Date.now());
});

test('the status tells lag and what waits; a rebuild finds what is stored to be what the entries say', async () => {
  await routing.writes(person('olga'), 'hello');
  let open = 0;
  while (open === 0) open = (await routing.admin.getStatus()).counts['conversations_open'] ?? 0;
  const status = await routing.admin.getStatus();
  assert.ok(status.lags.some(({ group }) => group === 'router'));
  const progress: { finished: boolean; differences: number; entriesDone: number }[] = [];
  const stream = routing.admin.rebuild({ repair: true });
  stream.on('data', (one) => progress.push(one));
  await once(stream, 'end');
  const last = progress.at(-1);
  assert.ok(last?.finished === true && last.entriesDone > 0);
});
