import assert from 'node:assert/strict';
import { customerIdOf } from '@onethread/contracts';
import type { CustomerId, Entry, StreamId } from '@onethread/contracts';
import type { DocumentStore } from '@onethread/documents';
import { seeded } from '@onethread/testkit';
import { openCollections } from '../../stores/collections.ts';
import type { Collections } from '../../stores/collections.ts';
import { sweepHistory } from '../../use-cases/sweep-history.ts';
import { MAX_PAGE_SIZE } from '../../use-cases/reading/items-page.ts';
import { HistoryWorld, openedOnce } from '../../use-cases/testing/history-world.ts';
import type { Chances } from '../../use-cases/testing/history-world.ts';
import { LeftDevices } from './left-devices.ts';
import { perform } from './actors.ts';
import type { Decisions, Deed } from './actors.ts';
import { explained } from './explain.ts';
import type { Operation } from './operations.ts';
import { PEOPLE } from './people.ts';
import { EMPTY_HISTORY, tiedTo } from './plain-history.ts';
import type { PlainHistory } from './plain-history.ts';
import type { Step } from './plain-steps.ts';
import { afterWaking, differences, storedConversations } from './quiet-history.ts';
import { ids, plainFeed, plainThread, readingContext, pagedThread, servedFeed, shownThread } from './served-threads.ts';

const STARTS_AT = Date.UTC(2026, 0, 1);
/** Rougher than the usual world: one deed is only some tens of calls. */
const CHANCES: Chances = { lostAnswer: 0.03, crash: 0.01, pause: 0.01, maxCrashes: 2 };
const SWEEP_EVERY_MS = 60_000;
/** A sweep may cause what the next one finds: a link settled, then a conversation to announce. */
const SWEEPS = 2;
/** Shortest page when paging: short enough that threads have several. */
const MIN_PAGE = 4;

/** One history, real and on paper, in rough and in quiet times. */
export class HistoryRun {
  readonly #world: HistoryWorld;
  #plain: PlainHistory = EMPTY_HISTORY;
  readonly #reader: Collections;
  readonly #looks: Readonly<Record<StreamId, number>>[] = [{}];
  readonly #decisions: Decisions = new Map();
  /** What a thread of these members and entries was served as, the first time. */
  readonly #served = new Map<string, string>();
  readonly devices: LeftDevices;
  #deeds = 0;

  private constructor(world: HistoryWorld, reader: Collections) {
    this.#world = world;
    this.#reader = reader;
    this.devices = new LeftDevices(readingContext(reader));
  }

  static async start(store: DocumentStore): Promise<HistoryRun> {
    const once = openedOnce(store);
    const world = new HistoryWorld(once, seeded(1), STARTS_AT);
    await world.start();
    return new HistoryRun(world, await openCollections(once));
  }

  /** Several people at once, in rough times; then quiet, and a look whether all is as it can be. */
  async together(operations: readonly Operation[], seed: number): Promise<void> {
    const world = this.#world;
    const from = world.log.length;
    world.becomeRough(seeded(seed), CHANCES);
    const deeds = operations.flatMap((operation) => this.#begin(operation) ?? []);
    const all = Promise.all(deeds.map(({ done }) => done));
    await world.drive(all);
    await all;
    await this.#calm();
    await this.#explain(deeds, world.log.slice(from));
    await this.#compare(seed);
    await this.#comeBack(seed);
  }

  /** Nothing happens for a while but what is due. */
  async later(ms: number): Promise<void> {
    const from = this.#world.log.length;
    this.#world.advance(ms);
    await this.#calm();
    await this.#explain([], this.#world.log.slice(from));
  }

  #begin(operation: Operation): Deed | undefined {
    this.#deeds += 1;
    const held = this.#world.log.filter(({ body }) => body.kind === 'reply' && body.held).map(({ entryId }) => entryId);
    return perform(operation, {
      world: this.#world,
      history: this.#plain,
      looks: this.#looks,
      held,
      decisions: this.#decisions,
      name: `deed-${this.#deeds}`,
    });
  }

  async #calm(): Promise<void> {
    const world = this.#world;
    world.becomeQuiet();
    for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
      world.advance(SWEEP_EVERY_MS);
      await world.drive(sweepHistory(world.instance(sweep).context, {}));
      for (const n of [0, 1]) await world.drive(world.instance(n).context.collections.memory.settled());
    }
  }

  async #explain(deeds: readonly Deed[], committed: readonly Entry[]): Promise<void> {
    const callers = deeds.map(({ steps }) => steps(committed));
    const links = deeds.find((deed) => deed.links !== undefined)?.links;
    const before = { ...this.#plain, ...links };
    const customers = await this.#customers();
    const stored = await storedConversations(this.#reader, customers);
    const finish = (history: PlainHistory) => afterWaking(history, committed, this.#world.now);
    const isSo = (history: PlainHistory) => differences(finish(history), stored).length === 0;
    const found = explained(before, callers, isSo);
    assert.ok(
      found,
      this.#inexplicable(before, callers, (history) => differences(finish(history), stored)),
    );
    const oldestFirst = (members: readonly CustomerId[]) =>
      members.toSorted((one, other) => customers.indexOf(one) - customers.indexOf(other));
    const plain = finish(found);
    this.#plain = { ...plain, customers: oldestFirst(plain.customers), groups: plain.groups.map(oldestFirst) };
    this.#looks.push(Object.fromEntries(this.#heads()));
    for (const { state, until = Infinity, id } of this.#plain.conversations.values())
      assert.ok(state !== 'snoozed' || until > this.#world.now, `${id} was not woken`);
  }

  /** What each order that the paper allows would have ended in. */
  #inexplicable(
    history: PlainHistory,
    callers: readonly (readonly Step[])[],
    differing: (history: PlainHistory) => readonly string[],
  ): string {
    const ends: string[] = [];
    explained(history, callers, (end) => {
      ends.push(differing(end).join(', '));
      return false;
    });
    const told = JSON.stringify(callers, undefined, 1);
    const paper = JSON.stringify([...history.conversations.values()], undefined, 1);
    return `no order explains what was told: ${told}\nbefore: ${paper}\nit could end so: ${ends.join(' | ') || 'in no way'}`;
  }

  /** Threads and feeds of everybody against the commits; one of each is paged through, from a look that varies. */
  async #compare(seed: number): Promise<void> {
    const context = readingContext(this.#reader);
    const { log } = this.#world;
    const history = this.#plain;
    for (const [index, group] of history.groups.entries()) {
      const looked = group[seed % group.length] as CustomerId;
      const isPaged = index === seed % history.groups.length;
      const thread = isPaged
        ? await pagedThread(context, looked, MIN_PAGE + (seed % MIN_PAGE))
        : await shownThread(context, looked);
      const members = tiedTo(looked, history.links);
      assert.equal(ids(thread), ids(plainThread(log, members)), `the thread of ${members.join()}`);
      const entries = log.filter((entry) => members.includes(entry.customerId) && isOfMembers(entry));
      const bytes = JSON.stringify(thread);
      const key = `${members.join()} ${entries.map(({ entryId }) => entryId).join()}`;
      assert.equal(bytes, this.#served.get(key) ?? bytes, 'the same links give the same thread, byte for byte');
      this.#served.set(key, bytes);
    }
    for (const [index, customerId] of history.customers.entries()) {
      const isPaged = index === seed % history.customers.length;
      const feed = await servedFeed(context, customerId, isPaged ? MIN_PAGE + (seed % MIN_PAGE) : MAX_PAGE_SIZE);
      const right = plainFeed(log, history, { customerId, decisions: this.#decisions });
      assert.equal(ids(feed), ids(right), `the feed of ${customerId}`);
    }
  }

  async #comeBack(seed: number): Promise<void> {
    const { customers } = this.#plain;
    const customerId = customers[seed % Math.max(1, customers.length)];
    if (customerId === undefined) return;
    await this.devices.comeBack(customerId, seed % 2 === 0 ? 'all' : 'proved', seed >> 3);
  }

  #heads(): ReadonlyMap<StreamId, number> {
    return new Map(this.#world.log.map(({ streamId, n }) => [streamId, n]));
  }

  async #customers(): Promise<readonly CustomerId[]> {
    const met = await this.#reader.identities.getMany(PEOPLE.map(({ identity }) => identity.identityId));
    return met
      .toSorted((one, other) => one.createdAt - other.createdAt || (one._id < other._id ? -1 : 1))
      .map(({ _id }) => customerIdOf(_id));
  }
}

/** Moves are about streams: they are filed under a member, and are no part of its thread. */
function isOfMembers({ body }: Entry): boolean {
  return body.kind !== 'moved' && body.kind !== 'joined';
}
