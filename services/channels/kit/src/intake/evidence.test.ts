import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { INBOUND_MESSAGES, type InboundRecord, type Profile } from '@onethread/contracts';
import { textPart } from '@onethread/testkit';
import type { ChannelHost, EvidenceDraft } from '../channel-host.ts';
import { openStage, type Stage } from '../contract/stage.ts';
import { IntakeUnavailableError, InvalidInboundError } from '../errors.ts';
import { paperChannel, PaperPost } from '../testing/paper-channel.ts';

const profile: Profile = { verifiedUser: 'anna', provedEmail: 'anna@example.org', provedPhone: '+447700900001' };

async function hostOf(stage: Stage): Promise<ChannelHost> {
  return (await stage.run(paperChannel, { password: '', post: new PaperPost() })).host;
}

function login(host: ChannelHost, user = 'user:anna', visitor = 'visitor:1'): EvidenceDraft {
  const [identity, other] = [host.identity('home', user), host.identity('home', visitor)];
  return { identity, profile, other, evidence: 'login' };
}

async function published(stage: Stage): Promise<readonly (InboundRecord & { readonly key: string })[]> {
  const records = [];
  for await (const { key, value } of stage.log.read({ topic: INBOUND_MESSAGES.name, from: { offset: 0 } }))
    records.push({ ...(JSON.parse(value) as InboundRecord), key });
  return records;
}

describe('evidence that two identities are one person', () => {
  it('is durable when told, before what that person writes next', async () => {
    await using stage = await openStage();
    const host = await hostOf(stage);
    const draft = login(host);
    await host.evidence([draft]);
    const { identity } = draft;
    const parts = [textPart('hello')];
    await host.receive([{ type: 'message', identity, profile, providerMessageId: '1', author: 'customer', parts }]);
    const records = await published(stage);
    assert.deepEqual(
      records.map(({ type, key }) => [type, key]),
      [
        ['evidence', identity.identityId],
        ['message', identity.identityId],
      ],
    );
    const [told] = await stage.received();
    assert.ok(told?.type === 'evidence');
    assert.deepEqual([told.identity, told.other, told.evidence], [identity, draft.other, 'login']);
    assert.deepEqual(told.profile, profile, 'proved addresses pass through');
  });

  it('is the same fact however often and from whichever side it is told, and another one of other people', async () => {
    await using stage = await openStage();
    const host = await hostOf(stage);
    const draft = login(host);
    await host.evidence([draft, { ...draft, identity: draft.other, other: draft.identity }]);
    await host.evidence([draft]);
    await host.evidence([login(host, 'user:anna', 'visitor:2')]);
    const ids = (await stage.received()).map(({ entryId }) => entryId);
    assert.equal(ids.length, 4);
    assert.deepEqual(new Set(ids.slice(0, 3)).size, 1);
    assert.notEqual(ids[0], ids[3]);
  });

  it('is refused like a message: while the log is down, and when it is none', async () => {
    await using stage = await openStage();
    const host = await hostOf(stage);
    const draft = login(host);
    stage.failPublishing('refused');
    await assert.rejects(host.evidence([draft]), IntakeUnavailableError);
    stage.failPublishing(undefined);
    await assert.rejects(host.evidence([{ ...draft, other: draft.identity }]), InvalidInboundError);
    await assert.rejects(host.evidence([{ ...draft, evidence: 'hope' as 'login' }]), InvalidInboundError);
    assert.deepEqual(await stage.received(), []);
  });
});

it('proved addresses of a message’s sender pass through', async () => {
  await using stage = await openStage();
  const host = await hostOf(stage);
  const identity = host.identity('home', 'anna');
  const parts = [textPart('hello')];
  await host.receive([{ type: 'message', identity, profile, providerMessageId: '1', author: 'customer', parts }]);
  const [record] = await stage.received();
  assert.deepEqual(record?.type === 'message' && record.profile, profile);
});
