import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { openRouting, person, type TestRouting } from '../testing/open-routing.ts';
import { WatchedWallboard } from './testing/watched-wallboard.ts';

describe('WatchWallboard', () => {
  let routing: TestRouting;
  before(async () => {
    routing = await openRouting();
  });
  after(() => routing.close());

  const watch = (subject = 'root', role: 'admin' | 'agent' | 'supervisor' = 'admin', teams: readonly string[] = []) =>
    new WatchedWallboard(routing.address, () => routing.token(subject, role), teams);

  it('is whole at first, and follows a conversation from its first word to its end', async () => {
    const agentId = await routing.agent('ada');
    const board = watch();
    await waitFor(() => board.parts[0]?.snapshot, { describe: 'the whole board' });
    assert.equal(board.parts[0]?.atRiskWhole, true);
    assert.equal(board.queue('default')?.waiting, 0);
    assert.equal(board.queue('default')?.longestWaitingSinceMs, 0);
    assert.equal(board.agents.get(agentId)?.connected, false);

    await routing.writes(person('anna'), 'hello');
    await waitFor(() => board.queue('default')?.waiting === 1, { describe: 'one who waits' });
    assert.ok((board.queue('default')?.longestWaitingSinceMs ?? 0) > 0);

    const device = await routing.device(agentId);
    await device.ask({ hello: { clientId: 'test' } });
    await device.ask({ setPresence: { presence: 'AVAILABLE' } });
    const offered = await device.until(({ conversation }) => (conversation?.reservation ? conversation : undefined));
    await waitFor(() => board.queue('default')?.offered === 1, { describe: 'the offer' });
    assert.equal(board.queue('default')?.waiting, 0);

    const { conversationId, reservation } = offered;
    const reservationId = reservation?.reservationId ?? '';
    assert.equal((await device.ask({ accept: { conversationId, reservationId } })).code, 'ok');
    await waitFor(() => board.queue('default')?.inWork === 1, { describe: 'the conversation in work' });
    await waitFor(() => board.agents.get(agentId)?.conversations === 1, { describe: "the agent's conversation" });
    const row = board.agents.get(agentId);
    assert.equal(row?.load, 1);
    assert.equal(row.connected, true);
    assert.equal(row.presence, 'AVAILABLE');

    assert.equal((await device.ask({ resolve: { conversationId } })).code, 'ok');
    await waitFor(() => board.queue('default')?.inWork === 0, { describe: 'the end' });
    await waitFor(() => board.agents.get(agentId)?.load === 0, { describe: 'the free agent' });
    board.close();
  });

  it('is refused to channels, and to agents who are disabled', async () => {
    await routing.agent('gone');
    await routing.admin.setAgentDisabled({ agentId: 'gone', disabled: true });
    const disabled = watch('gone', 'agent');
    await waitFor(() => disabled.ended?.code === 'unauthenticated', { describe: 'the refusal of who is disabled' });
    const channel = new WatchedWallboard(routing.address, () => routing.token('in-app', 'service'));
    await waitFor(() => channel.ended?.code === 'forbidden', { describe: 'the refusal of a channel' });
    const odd = watch('root', 'admin', ['']);
    await waitFor(() => odd.ended?.code === 'invalid', { describe: 'the refusal of a team without a name' });
    for (const board of [disabled, channel, odd]) board.close();
  });

  it('one who is disabled is gone from it', async () => {
    await routing.agent('brief');
    const board = watch();
    await waitFor(() => board.agents.has('brief'), { describe: 'the agent' });
    await routing.admin.setAgentDisabled({ agentId: 'brief', disabled: true });
    await waitFor(() => !board.agents.has('brief'), { describe: 'the row to be removed' });
    board.close();
  });
});
