import type { IdentityId } from '@onethread/contracts';
import type { DocumentStore } from '@onethread/documents';
import { seeded } from '@onethread/testkit';
import { personKeys } from '../../domain/person-profile.ts';
import { customerOf, identityRef, inbound, openTestContext } from '../testing/test-context.ts';
import type { TestContext } from '../testing/test-context.ts';

import { receiveMessage } from '../receive-message.ts';
import { readPerson } from './read-person.ts';

export interface IdentitySpeed {
  readonly customers: number;
  /** ms each: a first mail whose sender is proved to be a known app user is stored, and both are one person. */
  readonly resolved: readonly number[];
  /** ms each: a person is read with identities, links, profile and audit. */
  readonly read: readonly number[];
}

export interface IdentityBench {
  /** Rising. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** A size that is not reached by then is left out. */
  readonly fillWithinMs: number;
}

const AT_ONCE = 512;

/** How long it takes to find out who somebody is, among ever more customers. */
export async function benchIdentities(
  store: DocumentStore,
  { sizes, rounds, fillWithinMs }: IdentityBench,
): Promise<readonly IdentitySpeed[]> {
  const context = await openTestContext(() => store);
  const random = seeded(1);
  const until = performance.now() + fillWithinMs;
  const measured: IdentitySpeed[] = [];
  let known = 0;
  let mails = 0;
  for (const customers of sizes) {
    while (known < customers && performance.now() < until) known += await addUsers(context, known, customers);
    if (known < customers) break;
    const resolved: number[] = [];
    const read: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const user = random.between(0, known - 1);
      const mail = identityRef(`second-${(mails += 1)}@example.org`, 'mail');
      const profile = { email: emailOf(user), provedEmail: emailOf(user) };
      const before = performance.now();
      await receiveMessage(context, inbound(mail, `mail-${mails}`, { profile }));
      resolved.push(performance.now() - before);
      const asked = performance.now();
      const person = await readPerson(context.collections, customerOf(mail));
      read.push(performance.now() - asked);
      if (person.identities.length < 2) throw new Error('a proved sender was not found');
    }
    measured.push({ customers, resolved, read });
  }
  return measured;
}

/** As many users as go into the store at once. */
async function addUsers({ collections, now }: TestContext, from: number, most: number): Promise<number> {
  const count = Math.min(AT_ONCE, most - from);
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const user = from + index;
      const ref = identityRef(`user:${user}`, 'app');
      const profile = { name: `Name${user % 5000} Surname${user}`, email: emailOf(user), provedEmail: emailOf(user) };
      await collections.identities.insert({
        _id: ref.identityId as IdentityId,
        channel: ref.channel,
        account: ref.account,
        externalId: ref.externalId,
        customerId: customerOf(ref),
        createdAt: now(),
        ...profile,
        verifiedUser: String(user),
        ...personKeys(profile),
      });
    }),
  );
  return count;
}

function emailOf(user: number): string {
  return `user${user}@example.org`;
}
