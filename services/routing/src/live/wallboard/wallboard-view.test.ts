import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentId, ConversationId, CustomerId, IdentityId } from '@onethread/contracts';
import { Board } from './board.ts';
import type { BoardAgent, BoardConversation } from './board-terms.ts';
import { WallboardView } from './wallboard-view.ts';

const agent = (name: string, load: number, teams: readonly string[] = []): BoardAgent => {
  const states = { presence: 'available', connected: true, since: 0, capacity: 5 } as const;
  const interruptible = { interruptibleLoad: 0, interruptibleCapacity: 5 };
  return { agentId: name as AgentId, name, load, teams, ...states, ...interruptible };
};

const late = (queueId: string, heldBy?: string): BoardConversation => ({
  conversationId: `v_${queueId}` as ConversationId,
  customerId: 'c_1' as CustomerId,
  lastIdentityId: 'i_1' as IdentityId,
  queueId,
  place: heldBy === undefined ? 'waiting' : 'in-work',
  ...(heldBy === undefined ? {} : { heldBy: heldBy as AgentId }),
  clocks: [{ target: 'first-response', missed: true, dueAt: 1 }],
});

const opened = (teams: readonly string[] = []) => {
  const board = new Board();
  const view = new WallboardView(board, teams, () => 'Anna', 0);
  const part = () => {
    const changes = board.takeChanges(10);
    return changes && view.part(changes, 10);
  };
  return { board, view, part };
};

describe('a view of a board', () => {
  it('tells what was shown whole and has changed back since, so that nobody keeps what it was in between', () => {
    const { board, view, part } = opened();
    board.setAgent(agent('ada', 1));
    part();
    board.setAgent(agent('ada', 2));
    board.setAgent(agent('ben', 0));
    board.setConversation(late('all'));
    const shown = view.snapshot(10);
    assert.equal(shown.agents.find(({ agentId }) => agentId === 'ada')?.load, 2);
    board.setAgent(agent('ada', 1));
    board.removeAgent('ben' as AgentId);
    board.removeConversation('v_all' as ConversationId);
    const next = part();
    assert.deepEqual(
      next?.agents.map(({ agentId, load }) => [agentId, load]),
      [['ada', 1]],
    );
    assert.deepEqual(next.removedAgents, ['ben']);
    assert.deepEqual(next.removedQueues, ['all']);
    assert.deepEqual(next.atRisk, []);
  });

  it('tells nothing when nothing is another', () => {
    const { board, part } = opened();
    board.setAgent(agent('ada', 1));
    part();
    board.setAgent(agent('ada', 1));
    assert.equal(part(), undefined);
  });

  it('shows a team the targets of its queues, and of its agents wherever they work', () => {
    const { board, part } = opened(['blue']);
    board.setQueues([
      { queueId: 'ours', name: 'Ours', teams: ['blue', 'green'] },
      { queueId: 'theirs', name: 'Theirs', teams: ['red'] },
      { queueId: 'shared', name: 'Shared', teams: [] },
    ]);
    board.setAgent(agent('ada', 0, ['blue']));
    board.setAgent(agent('ben', 0, ['red']));
    board.setConversation(late('ours', 'ben'));
    board.setConversation(late('theirs', 'ben'));
    board.setConversation(late('shared', 'ada'));
    const told = part();
    assert.deepEqual(
      told?.queues.map(({ queueId }) => queueId),
      ['ours'],
    );
    assert.deepEqual(
      told.agents.map(({ agentId }) => agentId),
      ['ada'],
    );
    assert.deepEqual(
      told.atRisk?.map(({ conversation, customerName }) => [conversation.queueId, customerName]),
      [
        ['ours', 'Anna'],
        ['shared', 'Anna'],
      ],
    );
  });
});
