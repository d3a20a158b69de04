import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { INBOUND_MESSAGES } from '@onethread/contracts';
import { textPart } from '@onethread/testkit';
import type { ChannelHost, StandingDraft } from '../channel-host.ts';
import { openStage, type Stage } from '../contract/stage.ts';
import { IntakeUnavailableError, InvalidInboundError } from '../errors.ts';
import { paperChannel, PaperPost } from '../testing/paper-channel.ts';

async function hostOf(stage: Stage): Promise<ChannelHost> {
  return (await stage.run(paperChannel, { password: '', post: new PaperPost() })).host;
}

function stop(host: ChannelHost, changeId = 'SM1', from = 'anna'): StandingDraft {
  const identity = host.identity('home', from);
  return { identity, profile: { address: from }, standing: 'blocked', reason: 'opted-out', text: 'STOP', changeId };
}

describe('that a person may not be written to any more', () => {
  it('is durable when told, in the order of what they wrote, under their own key', async () => {
    await using stage = await openStage();
    const host = await hostOf(stage);
    const draft = stop(host);
    const { identity } = draft;
    const parts = [textPart('STOP')];
    await host.receive([{ type: 'message', identity, profile: {}, providerMessageId: '1', author: 'customer', parts }]);
    await host.standing([draft]);
    const records = await stage.received();
    assert.deepEqual(
      records.map(({ type }) => type),
      ['message', 'standing'],
    );
    const told = records[1];
    assert.ok(told?.type === 'standing');
    assert.deepEqual([told.standing, told.reason, told.text], ['blocked', 'opted-out', 'STOP']);
    for await (const { key } of stage.log.read({ topic: INBOUND_MESSAGES.name, from: { offset: 0 } }))
      assert.equal(key, identity.identityId);
  });

  it('is the same fact under the same change, another under another or of somebody else', async () => {
    await using stage = await openStage();
    const host = await hostOf(stage);
    await host.standing([stop(host), stop(host), stop(host, 'SM2'), stop(host, 'SM1', 'bert')]);
    const ids = (await stage.received()).map(({ entryId }) => entryId);
    assert.equal(ids[0], ids[1]);
    // A provider's id is unique on the account, whoever it is about.
    assert.equal(new Set(ids).size, 2);
  });

  it('is refused where the contract forbids it, and where it cannot be durable now', async () => {
    await using stage = await openStage();
    const host = await hostOf(stage);
    const draft = stop(host);
    await assert.rejects(host.standing([{ ...draft, reason: 'magic' as 'opted-out' }]), InvalidInboundError);
    await assert.rejects(host.standing([{ ...draft, text: 'x'.repeat(501) }]), InvalidInboundError);
    stage.failPublishing('refused');
    await assert.rejects(host.standing([draft]), IntakeUnavailableError);
    assert.deepEqual(await stage.received(), []);
  });
});
