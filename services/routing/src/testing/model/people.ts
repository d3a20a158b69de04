import type { CustomerId, IdentityRef } from '@onethread/contracts';
import { customerOf, identityRef } from '../../use-cases/testing/test-context.ts';

export interface Person {
  readonly identity: IdentityRef;
  readonly customerId: CustomerId;
  /** The app's backend says who this is: nobody is two of them. */
  readonly user?: string;
}

const NAMES = [
  { name: 'ada', channel: 'owl', user: 'user-ada' },
  { name: 'ben', channel: 'owl', user: 'user-ben' },
  { name: 'visitor', channel: 'owl' },
  { name: 'phone', channel: 'pigeon' },
  { name: 'mail', channel: 'raven' },
  { name: 'page', channel: 'pigeon' },
];

/** Addresses on three channels, two of them of users who are known. */
export const PEOPLE: readonly Person[] = NAMES.map(({ name, channel, user }) => {
  const identity = identityRef(name, channel);
  return { identity, customerId: customerOf(identity), ...(user === undefined ? {} : { user }) };
});

export function personOf(customerId: CustomerId): Person {
  const person = PEOPLE.find((one) => one.customerId === customerId);
  if (person === undefined) throw new Error(`nobody is ${customerId}`);
  return person;
}
