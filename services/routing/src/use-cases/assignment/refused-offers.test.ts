import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { declineOffer } from './index.ts';
import { openAssignmentDesk } from './testing/assignment-desk.ts';
import type { AssignmentDesk } from './testing/assignment-desk.ts';

const AGENTS = 20;
const CONVERSATIONS = 50;

describe('offers that nobody wants', () => {
  let desk: AssignmentDesk;
  beforeEach(async () => {
    desk = await openAssignmentDesk();
  });
  afterEach(() => desk.close());

  it('a thousand are refused in a row: each was made once, and then it is over, with nothing left behind', async () => {
    const agents: AgentId[] = [];
    const ids: ConversationId[] = [];
    for (let n = 0; n < AGENTS; n += 1) agents.push(await desk.agent(`agent-${n}`, { capacity: CONVERSATIONS }));
    for (let n = 0; n < CONVERSATIONS; n += 1) ids.push(await desk.arrives(`conversation-${n}`));

    let rounds = 0;
    for (let open = await offersOf(ids); open.length > 0; open = await offersOf(ids)) {
      assert.ok((rounds += 1) <= AGENTS, 'an offer was made again');
      const refused = await Promise.all(open.map((offer) => declineOffer(desk, offer)));
      for (const { outcome } of refused) assert.equal(outcome, 'declined');
      await desk.quiet();
    }
    assert.equal(rounds, AGENTS);
    for (const id of ids) {
      const { refusedBy, waitingSince, openedAt, outbox } = await desk.conversation(id);
      assert.deepEqual(refusedBy.toSorted(), agents.toSorted());
      assert.equal(waitingSince, openedAt);
      assert.deepEqual(outbox, []);
    }
    for (const agentId of agents) {
      assert.deepEqual(await desk.holds(agentId), []);
      assert.equal((await desk.said(agentId))?.presence, 'available', 'who answers is there');
    }
    // Work goes on for what somebody wants.
    const wanted = await desk.arrives('wanted');
    assert.deepEqual(await desk.accept(wanted), { outcome: 'accepted' });
  });

  it('who answers an offer of somebody else, or one that is over, is told so, and changes nothing', async () => {
    const anna = await desk.agent('anna');
    const id = await desk.arrives('first');
    const [offer] = await offersOf([id]);
    assert.ok(offer);
    const stranger = { ...offer, agentId: 'ben' as AgentId };
    assert.equal((await declineOffer(desk, stranger)).outcome, 'expired');
    assert.equal((await desk.conversation(id)).reservation?.id, offer.reservationId);
    assert.equal((await declineOffer(desk, offer)).outcome, 'declined');
    assert.equal((await declineOffer(desk, offer)).outcome, 'declined', 'said again');
    assert.equal((await declineOffer(desk, stranger)).outcome, 'expired');
    assert.equal(
      (await declineOffer(desk, { ...offer, conversationId: 'v_none' as ConversationId })).outcome,
      'not-found',
    );
    assert.deepEqual((await desk.conversation(id)).refusedBy, [anna]);
    assert.deepEqual(await desk.accept(id, anna), { outcome: 'expired' });
  });

  async function offersOf(ids: readonly ConversationId[]) {
    const documents = await Promise.all(ids.map((id) => desk.conversation(id)));
    return documents.flatMap(({ _id: conversationId, reservation }) =>
      reservation === undefined
        ? []
        : [{ conversationId, agentId: reservation.agentId, reservationId: reservation.id }],
    );
  }
});
