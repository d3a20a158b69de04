import { customerIdOf, identityIdOf } from '@onethread/contracts';
import type { Seeded } from '@onethread/testkit';
import { SECRETS, type Companies } from '../../tests/companies.ts';
import type { Customer } from '../../tests/customers/customer.ts';
import type { InAppItem } from '../../tests/customers/in-app-customer.ts';

export type ChannelName = keyof Companies['customers'];

/** One customer of the run, and all that the run remembers of them: what was acknowledged is a number, not a list. */
export interface Person {
  readonly name: string;
  readonly index: number;
  readonly channel: ChannelName;
  /** Messages that this person is going to write. */
  readonly messages: number;
  customerId: string;
  /** The message that was begun last, and the last that was acknowledged: 1, 2, 3 … */
  begun: number;
  acknowledged: number;
  /** Marks of answers in the order in which they arrived; one that arrived twice stands twice. */
  readonly arrived: string[];
}

/** Of twenty customers. Mail costs most: a dialogue of SMTP and a parser for each. */
const SHARES: Readonly<Record<ChannelName, number>> = { 'in-app': 7, messenger: 6, sms: 6, email: 1 };
const TWENTY: readonly ChannelName[] = (Object.keys(SHARES) as ChannelName[]).flatMap((channel) =>
  Array.from({ length: SHARES[channel] }, () => channel),
);

/** Fewest and most messages of one person. In the app one may write 30 at once and then one a second: nobody writes more. */
const EACH: Readonly<Record<ChannelName, readonly [number, number]>> = {
  'in-app': [5, 25],
  messenger: [5, 60],
  sms: [5, 60],
  email: [5, 20],
};

/** Customers enough for so many messages, over all channels, in an order given by the seed. */
export class Roster {
  readonly people: readonly Person[];
  readonly #byName: ReadonlyMap<string, Person>;
  readonly #byCustomer = new Map<string, Person>();

  constructor(messages: number, random: Seeded) {
    const people: Person[] = [];
    const counts = new Map<ChannelName, number>();
    for (let planned = 0; planned < messages;) {
      for (const channel of random.shuffle(TWENTY)) {
        if (planned >= messages) break;
        const index = counts.get(channel) ?? 0;
        counts.set(channel, index + 1);
        const own = Math.min(random.between(...EACH[channel]), messages - planned);
        planned += own;
        people.push({
          name: `${channel}-${index}`,
          index,
          channel,
          messages: own,
          customerId: '',
          begun: 0,
          acknowledged: 0,
          arrived: [],
        });
      }
    }
    this.people = people;
    this.#byName = new Map(people.map((person) => [person.name, person]));
  }

  /** The person as a writer of their channel; from now on history's name for them is known. */
  meet(person: Person, { customers }: Companies, onItem: (item: InAppItem) => void): Customer {
    const customer = customers[person.channel](person.index, onItem);
    const { channel, account, externalId } = customer;
    person.customerId = customerIdOf(identityIdOf(SECRETS.identityKey, channel, account, externalId));
    this.#byCustomer.set(person.customerId, person);
    return customer;
  }

  named(name: string): Person | undefined {
    return this.#byName.get(name);
  }
  /** Who is filed under this id; `undefined` before they wrote. */
  ofCustomer(customerId: string): Person | undefined {
    return this.#byCustomer.get(customerId);
  }
  /** Copies of answers that arrived through a provider. */
  get arrivals(): number {
    return this.people.reduce((sum, { channel, arrived }) => (channel === 'in-app' ? sum : sum + arrived.length), 0);
  }
  get acknowledged(): number {
    return this.people.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
  }
}
