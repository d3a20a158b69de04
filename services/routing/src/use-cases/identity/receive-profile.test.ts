import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pictureBlobId, type IdentityId, type IdentityRef } from '@onethread/contracts';
import { faultyDocumentStore, StoreUnavailableError } from '@onethread/documents';
import { linkId } from '../../stores/links.ts';
import { ConversationViews } from '../reading/conversation-views.ts';
import { customerOf, pictureTold } from '../testing/test-context.ts';
import { linkPeople, unlinkPeople } from './decide-links.ts';
import { receiveProfile } from './receive-profile.ts';
import { ADA, letter, openPeopleWorld, pigeon, type PeopleWorld } from './testing/people-world.ts';

const anna = pigeon('anna');
const mail = letter('anna@example.org');
const ben = pigeon('ben');
const pictureOf = ({ identityId }: IdentityRef, n: number) => pictureBlobId(identityId, String(n));
const idOf = (ref: IdentityRef) => ref.identityId as IdentityId;

describe('pictures of people', () => {
  let world: PeopleWorld;
  const calls: string[] = [];
  let isDead = false;
  beforeEach(async () => {
    isDead = false;
    world = await openPeopleWorld((store) =>
      faultyDocumentStore(store, {
        before: ({ collection, method }) => {
          calls.push(`${collection}.${method}`);
          if (isDead) throw new StoreUnavailableError('the process died');
        },
      }),
    );
    for (const ref of [anna, mail]) await world.writes(ref);
    world.removed.length = 0;
    world.claimed.length = 0;
  });
  afterEach(() => world.close());

  const tell = (ref: IdentityRef, n: number, at = n) =>
    receiveProfile(world, pictureTold(ref, n === 0 ? '' : pictureOf(ref, n), at));
  const stored = (ref: IdentityRef) => world.collections.identities.get(ref.identityId);
  const shown = async (ref: IdentityRef) => {
    const { documents } = await world.collections.conversations.find({
      index: 'by_home',
      equals: [customerOf(ref)],
      limit: 1,
    });
    const [view] = await new ConversationViews(world.collections).of(documents);
    return view?.picture;
  };

  it('are kept with the identity, claimed, and told to whoever sees the conversation', async () => {
    world.announced.length = 0;
    await tell(anna, 1);
    assert.equal((await stored(anna))?.avatarBlobId, pictureOf(anna, 1));
    assert.deepEqual(world.claimed, [pictureOf(anna, 1)]);
    assert.equal(await shown(anna), pictureOf(anna, 1));
    assert.equal(await shown(mail), undefined);
    assert.deepEqual(
      world.announced.map(({ event }) => event.type),
      ['conversation'],
    );
  });

  it('cost their person’s messages nothing', async () => {
    await tell(anna, 1);
    await world.writes(anna);
    calls.length = 0;
    await world.writes(anna);
    assert.deepEqual(calls.toSorted(), ['conversations.replace', 'entries.insert', 'items.insert']);
  });

  it('are deleted when another takes their place, or the person has none any more', async () => {
    await tell(anna, 1);
    await tell(anna, 2);
    assert.deepEqual(world.removed, [pictureOf(anna, 1)]);
    await tell(anna, 0, 3);
    assert.deepEqual(world.removed, [pictureOf(anna, 1), pictureOf(anna, 2)]);
    const { avatarBlobId, replacedPictures } = (await stored(anna)) ?? {};
    assert.deepEqual([avatarBlobId, replacedPictures], [undefined, undefined]);
    assert.equal(await shown(anna), undefined);
  });

  it('are the same when they are told again, and none that is older comes back', async () => {
    await tell(anna, 1);
    await tell(anna, 2);
    await tell(anna, 2);
    await tell(anna, 1);
    assert.equal((await stored(anna))?.avatarBlobId, pictureOf(anna, 2));
    assert.ok(world.removed.every((blobId) => blobId === pictureOf(anna, 1)));
    assert.ok(world.counted.includes('older-picture'));
  });

  it('leave no file behind, wherever the process dies: the record comes again', async () => {
    await tell(anna, 1);
    const { removeFiles } = world;
    let died = false;
    const mortal = {
      ...world,
      removeFiles: async (blobIds: readonly string[]) => {
        died = true;
        isDead = true;
        await removeFiles?.(blobIds);
      },
    };
    await assert.rejects(receiveProfile(mortal, pictureTold(anna, pictureOf(anna, 2), 2)));
    assert.equal(died, true);
    isDead = false;
    world.removed.length = 0;
    await tell(anna, 2);
    assert.deepEqual(world.removed, [pictureOf(anna, 1)]);
    assert.equal((await stored(anna))?.replacedPictures, undefined);
  });

  it('of somebody else, or what is no picture at all, are not taken', async () => {
    for (const blobId of [pictureOf(ben, 1), 'b_0123456789', `p_${anna.identityId}_`])
      await receiveProfile(world, pictureTold(anna, blobId, 1));
    assert.equal((await stored(anna))?.avatarBlobId, undefined);
    assert.deepEqual([world.claimed, world.removed], [[], []]);
    assert.equal(world.counted.filter((what) => what === 'alien-picture').length, 3);
  });

  it('of one person with several identities the newest is shown, and each its own again when they are parted', async () => {
    await tell(anna, 2);
    await tell(mail, 1);
    const word = { by: ADA, note: 'heard both' };
    world.announced.length = 0;
    await linkPeople(world, customerOf(mail), customerOf(anna), word);
    assert.ok(world.announced.some(({ event }) => event.type === 'conversation'));
    for (const one of [anna, mail]) assert.equal(await shown(one), pictureOf(anna, 2));
    await tell(mail, 3);
    for (const one of [anna, mail]) assert.equal(await shown(one), pictureOf(mail, 3));
    await unlinkPeople(world, customerOf(anna), linkId(idOf(anna), idOf(mail)), word);
    assert.equal(await shown(anna), pictureOf(anna, 2));
    assert.equal(await shown(mail), pictureOf(mail, 3));
    assert.deepEqual(
      world.removed.filter((blobId) => blobId !== pictureOf(mail, 1)),
      [],
      'nothing of the other one is deleted',
    );
  });
});
