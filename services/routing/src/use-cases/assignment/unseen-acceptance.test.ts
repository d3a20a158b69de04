import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import { acceptOffer, declineOffer } from './index.ts';
import { openAssignmentDesk } from './testing/assignment-desk.ts';
import type { AssignmentDesk } from './testing/assignment-desk.ts';

let desk: AssignmentDesk;
beforeEach(async () => {
  desk = await openAssignmentDesk();
});
afterEach(() => desk.close());

for (const [outcome, answer] of [
  ['accepted', acceptOffer],
  ['declined', declineOffer],
] as const) {
  it(`an offer that was ${outcome} before its owner looked, and then given to another, is kept as ${outcome}`, async () => {
    const anna = await desk.agent('anna');
    const conversationId = await desk.arrives('first');
    const offer = (await desk.conversation(conversationId)).reservation;
    assert.ok(offer);
    const ben = await desk.agent('ben');
    const supervisor = await desk.agent('carl', { role: 'supervisor' });
    // The owner hears of nothing.
    const unheard = { ...desk, publish: async () => {} };
    const said = { conversationId, agentId: anna, agentName: 'Anna', reservationId: offer.id };
    assert.equal((await answer(unheard, said)).outcome, outcome);
    assert.equal((await desk.assign('assign', { conversationId, by: supervisor, toAgentId: ben })).outcome, 'accepted');
    await desk.quiet();
    assert.equal((await desk.conversation(conversationId)).assigneeId, ben);
    assert.equal((await desk.collections.decisions.get(offer.id))?.outcome, outcome);
  });
}
