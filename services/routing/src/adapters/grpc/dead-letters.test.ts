import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { DEAD_LETTERS, INBOUND_MESSAGES, inboundEntryId } from '@onethread/contracts';
import type { DeadLetter, RpcErrorCode } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { openRouting, person, type Person, type TestRouting } from './testing/open-routing.ts';

const message = ({ identityId, name }: Person, id: string, text: string) => ({
  version: 1,
  type: 'message',
  occurredAt: 5,
  entryId: inboundEntryId('pigeon', 'loft', id),
  identity: { identityId, channel: 'pigeon', account: 'loft', externalId: name },
  profile: { name },
  providerMessageId: id,
  author: 'customer',
  automatic: false,
  threadRefs: [],
  parts: [{ kind: 'text', text }],
});

const broken = (who: Person, id: string) => ({
  ...message(who, id, ''),
  parts: [{ kind: 'text', words: 'a secret' }],
});

const refused = (call: Promise<unknown>, code: RpcErrorCode) =>
  assert.rejects(call, (error: { code?: string; message?: string }) => {
    assert.equal(error.code, code);
    assert.doesNotMatch(error.message ?? '', /secret/u);
    return true;
  });

describe('dead letters over gRPC', () => {
  let routing: TestRouting;
  before(async () => void (routing = await openRouting()));
  after(() => routing.close());

  const publish = (key: string, value: unknown) =>
    routing.log.publish([
      { topic: INBOUND_MESSAGES.name, key, value: typeof value === 'string' ? value : JSON.stringify(value) },
    ]);
  const lettersOf = async (who: Person): Promise<DeadLetter[]> =>
    (await routing.admin.listDeadLetters()).deadLetters.filter(({ key }) => key === who.identityId);
  const letterOf = async (who: Person, count = 1): Promise<DeadLetter> => {
    const letters = await waitFor(
      async () => {
        const all = await lettersOf(who);
        return all.length >= count ? all : undefined;
      },
      { describe: `${count} dead letters of ${who.name}` },
    );
    const [newest] = letters ?? [];
    assert.ok(newest);
    return newest;
  };
  const items = async (who: Person) => {
    const { items: shown } = await routing.history.listItems({ customerId: who.customerId });
    return shown.map(({ message: said, placeholder }) =>
      said
        ? said.parts.map(({ text }) => text?.text).join()
        : placeholder && [placeholder.code, placeholder.outcome].join(),
    );
  };
  const shows = (who: Person, expected: readonly unknown[]) =>
    waitFor(
      async () => {
        const now = await items(who).catch(() => []);
        return isDeepStrictEqual(now, expected);
      },
      { describe: `${who.name}'s thread to show ${expected.join(' ')}` },
    );

  it('are listed with what is wrong, without content, and shown whole to an admin', async () => {
    const anna = person('anna');
    await publish(anna.identityId, broken(anna, 'a1'));
    const letter = await letterOf(anna);
    assert.equal(letter.topic, INBOUND_MESSAGES.name);
    assert.equal(letter.group, 'router');
    assert.equal(letter.code, 'schema');
    assert.match(letter.error, /^parts\.0\.text/u);
    assert.equal(letter.state, 'DEAD_LETTER_STATE_OPEN');
    assert.equal(letter.placeholderCustomerId, anna.customerId);
    assert.equal(letter.placeholderItemId, broken(anna, 'a1').entryId);
    assert.ok(!JSON.stringify(letter).includes('secret'));
    const { value, headers, deadLetter } = await routing.admin.getDeadLetter({ deadLetterId: letter.deadLetterId });
    assert.deepEqual(JSON.parse(value), broken(anna, 'a1'));
    assert.equal(headers['dlq-code'], 'schema');
    assert.equal(deadLetter?.sizeBytes, Buffer.byteLength(value));
  });

  it('a corrected value fills the placeholder in at its place, however often it is asked for', async () => {
    const ben = person('ben');
    await publish(ben.identityId, broken(ben, 'b1'));
    await publish(ben.identityId, message(ben, 'b2', 'second'));
    const { deadLetterId } = await letterOf(ben);
    await shows(ben, ['schema,', 'second']);
    await refused(routing.admin.replayDeadLetter({ deadLetterId, correctedValue: 'no secret' }), 'invalid');
    await refused(
      routing.admin.replayDeadLetter({
        deadLetterId,
        correctedValue: JSON.stringify(message(person('eve'), 'b1', 'secret')),
      }),
      'invalid',
    );
    const correctedValue = JSON.stringify(message(ben, 'b1', 'first'));
    const done = await routing.admin.replayDeadLetter({ deadLetterId, correctedValue });
    assert.deepEqual(
      [done.already, done.deadLetter?.state, done.deadLetter?.corrected, done.deadLetter?.decidedBy],
      [false, 'DEAD_LETTER_STATE_REPLAYED', true, 'root'],
    );
    await shows(ben, ['first', 'second']);
    assert.deepEqual(await items(ben), ['first', 'second']);
    assert.equal((await routing.admin.replayDeadLetter({ deadLetterId, correctedValue })).already, true);
    await refused(routing.admin.dropDeadLetter({ deadLetterId, reason: 'late' }), 'conflict');
  });

  it('one that names no message is filled in at its place too', async () => {
    const cleo = person('cleo');
    await publish(cleo.identityId, message(cleo, 'c1', 'one'));
    await publish(cleo.identityId, 'not json, but a secret');
    await publish(cleo.identityId, message(cleo, 'c3', 'three'));
    const { deadLetterId, error } = await letterOf(cleo);
    assert.equal(error, 'not JSON');
    await shows(cleo, ['one', 'not-json,', 'three']);
    await routing.admin.replayDeadLetter({ deadLetterId, correctedValue: JSON.stringify(message(cleo, 'c2', 'two')) });
    await shows(cleo, ['one', 'two', 'three']);
    assert.deepEqual(await items(cleo), ['one', 'two', 'three']);
    // The same message as its provider may deliver it once more.
    await publish(cleo.identityId, message(cleo, 'c2', 'two'));
    await publish(cleo.identityId, message(cleo, 'c4', 'four'));
    await shows(cleo, ['one', 'two', 'three', 'four']);
  });

  it('one that fails again is a letter of its own, and one placeholder stands for both', async () => {
    const dora = person('dora');
    await publish(dora.identityId, message(dora, 'd0', 'zero'));
    await publish(dora.identityId, 'nonsense');
    const first = await letterOf(dora);
    await routing.admin.replayDeadLetter({ deadLetterId: first.deadLetterId });
    const second = await letterOf(dora, 2);
    assert.equal(second.replayOf, first.deadLetterId);
    assert.equal(second.placeholderItemId, first.placeholderItemId);
    await shows(dora, ['zero', 'not-json,']);
    await routing.admin.replayDeadLetter({
      deadLetterId: second.deadLetterId,
      correctedValue: JSON.stringify(message(dora, 'd1', 'one')),
    });
    await shows(dora, ['zero', 'one']);
  });

  it('a change of a message that is replayed takes effect, and its placeholder needs no more', async () => {
    const edith = person('edith');
    await publish(edith.identityId, message(edith, 'e1', 'typo'));
    const { identity } = message(edith, 'e1', '');
    const revision = {
      version: 1,
      type: 'revision',
      occurredAt: 5,
      entryId: 'm_edit',
      identity,
      providerMessageId: 'e1',
    };
    await publish(edith.identityId, { ...revision, change: { kind: 'edit' } });
    const { deadLetterId } = await letterOf(edith);
    const correctedValue = JSON.stringify({
      ...revision,
      change: { kind: 'edit', parts: [{ kind: 'text', text: 'word' }] },
    });
    await routing.admin.replayDeadLetter({ deadLetterId, correctedValue });
    await shows(edith, ['word', 'schema,repaired']);
  });

  it('one that is given up says so in the thread, once, with the reason; it may still be replayed', async () => {
    const finn = person('finn');
    await publish(finn.identityId, broken(finn, 'f1'));
    const { deadLetterId } = await letterOf(finn);
    await refused(routing.admin.dropDeadLetter({ deadLetterId, reason: ' ' }), 'invalid');
    const dropped = await routing.admin.dropDeadLetter({ deadLetterId, reason: 'spam' });
    assert.deepEqual([dropped.already, dropped.deadLetter?.decisionReason], [false, 'spam']);
    const again = await routing.admin.dropDeadLetter({ deadLetterId, reason: 'other' });
    assert.deepEqual([again.already, again.deadLetter?.decisionReason], [true, 'spam']);
    await shows(finn, ['schema,dropped']);
    const correctedValue = JSON.stringify(message(finn, 'f1', 'no spam'));
    await routing.admin.replayDeadLetter({ deadLetterId, correctedValue });
    await shows(finn, ['no spam']);
  });

  it('are paged newest first and filtered by topic and state', async () => {
    const gus = person('gus');
    for (const id of ['g1', 'g2', 'g3']) await publish(gus.identityId, broken(gus, id));
    await letterOf(gus, 3);
    const open = { state: 'DEAD_LETTER_STATE_OPEN', topic: INBOUND_MESSAGES.name } as const;
    const ids: string[] = [];
    let pageToken = '';
    do {
      const page = await routing.admin.listDeadLetters({ ...open, pageSize: 2, pageToken });
      ids.push(...page.deadLetters.map(({ deadLetterId }) => deadLetterId));
      assert.ok(page.open >= 3);
      pageToken = page.nextPageToken;
    } while (pageToken !== '');
    const whole = await routing.admin.listDeadLetters({ ...open, pageSize: 200 });
    assert.deepEqual(
      ids,
      whole.deadLetters.map(({ deadLetterId }) => deadLetterId),
    );
    const times = whole.deadLetters.map(({ deadLetteredMs }) => deadLetteredMs);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    );
    const { nextPageToken } = await routing.admin.listDeadLetters({ pageSize: 1 });
    await refused(routing.admin.listDeadLetters({ ...open, pageToken: nextPageToken }), 'invalid');
    assert.deepEqual((await routing.admin.listDeadLetters({ topic: 'nothing.v1' })).deadLetters, []);
  });

  it('what is no dead letter of ours is listed, and can only be dropped', async () => {
    await routing.log.publish([{ topic: DEAD_LETTERS.name, key: 'stray', value: 'anything' }]);
    const stray = await waitFor(
      async () => (await routing.admin.listDeadLetters()).deadLetters.find(({ key }) => key === 'stray'),
      { describe: 'the stray record' },
    );
    assert.equal(stray?.code, 'foreign');
    const { deadLetterId } = stray;
    await refused(routing.admin.replayDeadLetter({ deadLetterId }), 'invalid');
    assert.equal((await routing.admin.dropDeadLetter({ deadLetterId, reason: 'stray' })).already, false);
  });

  it('are nobody’s business but an admin’s', async () => {
    for (const role of ['agent', 'supervisor', 'service'] as const) {
      const client = routing.adminAs(await routing.token(`a ${role}`, role));
      await refused(client.listDeadLetters(), 'forbidden');
      await refused(client.getDeadLetter({ deadLetterId: 'd_1' }), 'forbidden');
      await refused(client.replayDeadLetter({ deadLetterId: 'd_1' }), 'forbidden');
      await refused(client.dropDeadLetter({ deadLetterId: 'd_1', reason: 'x' }), 'forbidden');
      await refused(client.listParked(), 'forbidden');
      await refused(client.retryParked({ channel: 'pigeon' }), 'forbidden');
      await refused(client.dropParked({ identityIds: ['x'], reason: 'x' }), 'forbidden');
    }
    await refused(routing.admin.getDeadLetter({ deadLetterId: 'd_none' }), 'not-found');
    await refused(routing.admin.getDeadLetter({ deadLetterId: '' }), 'invalid');
  });
});
