import type { EntryId, IdentityId, IdentityRef } from '@onethread/contracts';
import { customerEventSchema, CUSTOMER_EVENTS } from '@onethread/contracts';
import { RoutingError } from '../../../domain/errors.ts';
import { linkId } from '../../../stores/links.ts';
import { streamMembers } from '../../../stores/stream-members.ts';
import type { UseCaseContext } from '../../context.ts';
import { proposeLink, retractLink } from '../../link-identities.ts';
import { linkedCustomers } from '../../reading/thread-scope.ts';
import { receiveMessage } from '../../receive-message.ts';
import type { HistoryWorld } from '../../testing/history-world.ts';
import { customerOf, identityRef, inbound } from '../../testing/test-context.ts';
import { issueLinkCode } from '../link-codes.ts';
import { redelivered } from '../../testing/redelivered.ts';

/** What somebody does; people and users by number. */
export type Act =
  | { readonly act: 'believe' | 'prove' | 'retract'; readonly a: number; readonly b: number }
  | { readonly act: 'become-user'; readonly a: number; readonly user: number }
  | { readonly act: 'tell-address'; readonly a: number; readonly proved: boolean }
  | { readonly act: 'code'; readonly a: number; readonly by: readonly number[] };

interface Word {
  readonly retracts: boolean;
  readonly begun: number;
  ended: number;
}

const ADDRESS = 'shared@example.org';

/** Agents, customers and their app say at once who is whom, against two instances of routing that may die. */
export class LinksLoad {
  readonly people: readonly IdentityRef[];
  readonly #world: HistoryWorld;
  readonly #words = new Map<string, Word[]>();
  readonly #redeemers = new Map<string, ReadonlySet<string>>();
  #step = 0;
  #written = 0;

  constructor(world: HistoryWorld, people: number) {
    this.#world = world;
    this.people = Array.from({ length: people }, (_, n) => identityRef(`person-${n}`));
  }

  /** Everybody writes once; then all acts at once, begun in their order. */
  async run(acts: readonly Act[]): Promise<void> {
    for (const person of this.people) await this.#writes(person, {}, 0);
    await Promise.all(
      acts.map(async (act, n) => {
        await this.#world.turns(n * 3);
        await this.#do(act, n % 2);
      }),
    );
  }

  async #do(act: Act, n: number): Promise<void> {
    switch (act.act) {
      case 'believe':
      case 'prove':
      case 'retract':
        return await this.#says(act, n);
      case 'become-user':
        return await this.#writes(this.#person(act.a), { verifiedUser: `user-${act.user}` }, n);
      case 'tell-address': {
        const proved = act.proved ? { provedEmail: ADDRESS } : {};
        return await this.#writes(this.#person(act.a), { email: ADDRESS, ...proved }, n);
      }
      case 'code':
        return await this.#passesCode(act, n);
    }
  }

  async #says({ act, a, b }: Extract<Act, { b: number }>, n: number): Promise<void> {
    const [one, other] = [this.#person(a), this.#person(b)];
    if (one === other) return;
    const pair = { a: one.identityId as IdentityId, b: other.identityId as IdentityId };
    const word: Word = { retracts: act === 'retract', begun: (this.#step += 1), ended: Infinity };
    const id = linkId(pair.a, pair.b);
    this.#words.set(id, [...(this.#words.get(id) ?? []), word]);
    await redelivered(this.#world, n, async (context) => {
      if (act === 'retract') await retractLink(context, pair);
      else if (act === 'prove') await proposeLink(context, { ...pair, evidence: 'login', proved: true });
      else await proposeLink(context, { ...pair, evidence: 'agent', proved: false });
    });
    word.ended = this.#step += 1;
  }

  async #passesCode({ a, by }: Extract<Act, { act: 'code' }>, n: number): Promise<void> {
    const giver = this.#person(a);
    const code = await redelivered(this.#world, n, (context) =>
      issueLinkCode(context, giver.identityId as IdentityId),
    ).catch((error: unknown) => {
      if (error instanceof RoutingError) return undefined;
      throw error;
    });
    if (code === undefined) return;
    const redeemers = [...new Set(by.map((one) => this.#person(one)))].filter((one) => one !== giver);
    this.#redeemers.set(code.code, new Set(redeemers.map(({ identityId }) => identityId)));
    await Promise.all(redeemers.map((one) => this.#writes(one, {}, n, code.code)));
  }

  async #writes(from: IdentityRef, profile: object, n: number, text?: string): Promise<void> {
    const id = `written-${(this.#written += 1)}`;
    const occurredAt = this.#world.now;
    const message = inbound(from, id, { profile, occurredAt, parts: [{ kind: 'text', text: text ?? id }] });
    await redelivered(this.#world, n, (context) => receiveMessage(context, message));
  }

  #person(n: number): IdentityRef {
    const person = this.people[n % this.people.length];
    if (person === undefined) throw new Error('there is nobody');
    return person;
  }

  /** What is not as it must be once all is quiet. */
  async faults(context: UseCaseContext): Promise<readonly string[]> {
    const { collections } = context;
    const faults: string[] = [];
    const identities = await collections.identities.getMany(this.people.map(({ identityId }) => identityId));
    const userOf = new Map(identities.map(({ customerId, verifiedUser }) => [customerId, verifiedUser]));
    for (const person of this.people) {
      const customerId = customerOf(person);
      const members = await linkedCustomers(collections, customerId, 'all');
      const users = new Set(members.map((member) => userOf.get(member)).filter((user) => user !== undefined));
      if (users.size > 1) faults.push(`${person.externalId} is ${[...users].join(' and ')}`);
      const stream = await streamMembers(context, customerId);
      if (stream.members.toSorted().join() !== members.join()) faults.push(`stream of ${person.externalId} differs`);
    }
    for (const { _id, todo } of identities) if (todo !== undefined) faults.push(`identity ${_id} left to weigh`);
    faults.push(...(await this.#brokenLinks(context)), ...(await brokenMatches(context)));
    faults.push(...(await this.#brokenCodes(context)));
    return faults;
  }

  async #brokenLinks({ collections }: UseCaseContext): Promise<readonly string[]> {
    const faults: string[] = [];
    const events = this.#world.published
      .filter(({ topic }) => topic === CUSTOMER_EVENTS.name)
      .map(({ value }) => customerEventSchema.parse(JSON.parse(value)));
    const types = new Map<string, string>();
    for (const { eventId, type } of events) {
      if ((types.get(eventId) ?? type) !== type) faults.push(`event ${eventId} says two things`);
      types.set(eventId, type);
    }
    for (const [id, words] of this.#words) {
      const link = await collections.links.get(id);
      if (link === undefined) continue;
      if (link.state === 'proposed' || link.todo !== undefined) faults.push(`link ${id} not settled`);
      const last = words.toSorted((one, other) => other.begun - one.begun)[0];
      const isLast = last !== undefined && words.every((word) => word === last || word.ended < last.begun);
      const byAgentOnly = link.evidence === 'agent' || link.evidence === 'login';
      if (isLast && last.retracts && link.state === 'active' && byAgentOnly) faults.push(`link ${id} came back`);
      const told = (type: string): boolean => events.some((event) => event.linkId === id && event.type === type);
      if (link.state === 'active' && !told('customer.merged')) faults.push(`merge by ${id} not told`);
      if (link.state !== 'active' && told('customer.merged') && !told('customer.unmerged'))
        faults.push(`parting by ${id} not told`);
    }
    return faults;
  }

  /** One code brings together two. */
  async #brokenCodes({ collections }: UseCaseContext): Promise<readonly string[]> {
    const faults: string[] = [];
    const { documents } = await collections.linkCodes.find({ index: 'by_identity', limit: 1000 });
    const served = documents.flatMap(({ redeemed }) => (redeemed === undefined ? [] : [redeemed.entryId]));
    if (new Set<EntryId>(served).size !== served.length) faults.push('one message redeemed two codes');
    const links = (await collections.links.find({ index: 'by_a', limit: 1000 })).documents;
    const byCode = links.filter(({ evidence }) => evidence === 'link-code').length;
    if (byCode > served.length) faults.push(`${byCode} links by ${served.length} codes`);
    return faults;
  }
}

async function brokenMatches({ collections }: UseCaseContext): Promise<readonly string[]> {
  const { documents } = await collections.matches.find({ index: 'open', limit: 1000 });
  const faults: string[] = [];
  for (const { a, b, _id } of documents) {
    const members = await linkedCustomers(collections, `c_${a}` as Parameters<typeof linkedCustomers>[1], 'all');
    if (members.some((member) => member === `c_${b}`)) faults.push(`match ${_id} asks about one person`);
  }
  return faults;
}
