import { setTimeout as delay } from 'node:timers/promises';
import { LogUnavailableError } from '../errors.ts';
import { brokerFault } from './broker-fault.ts';
import { Lane } from './lane.ts';
import { partitionOf } from './partition-of.ts';
import { within } from './within.ts';
import type { BrokerFaultError } from '../errors.ts';
import type { LaneRecord } from './lane.ts';
import type { KafkaNames } from './names.ts';
import type { OutgoingRecord } from '../event-log.ts';

/** Most bytes that may wait to be written, over all partitions; above it `publish` throws, which is the caller's back-pressure. */
export const MAX_WAITING_BYTES = 64 * 1024 * 1024;
/** Most bytes that may wait for one partition, so that one without a leader does not take the others' room. */
export const MAX_LANE_BYTES = 8 * 1024 * 1024;
/** What a record takes in a batch besides its key, value and headers. */
const RECORD_OVERHEAD_BYTES = 70;
/** Stands for the partition of records whose topic is not known yet. */
const UNKNOWN = -1;
const FIND_AGAIN_MS = 500;

export interface LanesOptions {
  readonly names: KafkaNames;
  readonly send: (topic: string, partition: number, messages: LaneRecord['message'][]) => Promise<void>;
  /** How many partitions a topic has, by its name at the brokers. */
  readonly partitionsOf: (topic: string) => Promise<number>;
  readonly faulty: (topic: string, fault: BrokerFaultError | undefined) => void;
  /** Epoch ms. */
  readonly clock: () => number;
}

interface Waiting extends LaneRecord {
  readonly key: string;
}

/** One topic's lanes; until its partitions are known its records wait in order. */
interface TopicLanes {
  lanes: readonly Lane[] | undefined;
  waiting: Waiting[];
  readonly waitingBytes: Map<number, number>;
  finding: Promise<void> | undefined;
}

/** All that waits to be written, by topic and partition. */
export class Lanes {
  readonly #options: LanesOptions;
  readonly #topics = new Map<string, TopicLanes>();
  readonly #abandoning = new AbortController();
  #waitingBytes = 0;

  constructor(options: LanesOptions) {
    this.#options = options;
  }

  /**
   * Puts records behind those that wait for their partitions already, at once and all together; `settled` resolves when
   * all are written. Throws `LogUnavailableError` when too much waits.
   */
  add(records: readonly OutgoingRecord[]): Promise<void> {
    const bytes = records.map(sizeOf);
    this.#checkRoom(records, bytes);
    return new Promise((resolve, reject) => {
      let open = records.length;
      let failure: Error | undefined;
      const timestamp = String(this.#options.clock());
      for (const [place, record] of records.entries()) {
        const size = bytes[place] ?? 0;
        this.#put(record, size, timestamp, (error) => {
          failure ??= error;
          open -= 1;
          if (open > 0) return;
          if (failure === undefined) resolve();
          else reject(failure);
        });
      }
    });
  }

  /** Waits until all is written, then gives up the rest. */
  async close(withinMs: number): Promise<void> {
    await within(withinMs, Promise.all([...this.#topics.values()].map(whenIdle)));
    this.#abandoning.abort();
  }

  #checkRoom(records: readonly OutgoingRecord[], bytes: readonly number[]): void {
    const total = bytes.reduce((sum, size) => sum + size, 0);
    if (this.#waitingBytes > 0 && this.#waitingBytes + total > MAX_WAITING_BYTES) {
      throw new LogUnavailableError('too much waits for the brokers');
    }
    const wanted = new Map<string, number>();
    for (const [place, { topic, key }] of records.entries()) {
      const { lanes, waitingBytes } = this.#topic(topic);
      const partition = lanes === undefined ? UNKNOWN : partitionOf(key, lanes.length);
      const lane = `${partition} ${topic}`;
      const held = waitingBytes.get(partition) ?? 0;
      const size = (wanted.get(lane) ?? 0) + (bytes[place] ?? 0);
      if (held > 0 && held + size > MAX_LANE_BYTES) throw new LogUnavailableError('too much waits for one partition');
      wanted.set(lane, size);
    }
  }

  #put(
    { topic, key, value, headers }: OutgoingRecord,
    bytes: number,
    timestamp: string,
    done: (error?: Error) => void,
  ): void {
    const state = this.#topic(topic);
    const partition = state.lanes === undefined ? UNKNOWN : partitionOf(key, state.lanes.length);
    this.#count(state, partition, bytes);
    const record: Waiting = {
      key,
      bytes,
      message: { key, value, timestamp, ...(headers && { headers: { ...headers } }) },
      settle: (error) => {
        this.#count(state, partition, -bytes);
        done(error);
      },
    };
    if (state.lanes !== undefined) addTo(state.lanes, record);
    else {
      state.waiting.push(record);
      state.finding ??= this.#findPartitions(topic, state);
    }
  }

  #count({ waitingBytes }: TopicLanes, partition: number, bytes: number): void {
    this.#waitingBytes += bytes;
    waitingBytes.set(partition, (waitingBytes.get(partition) ?? 0) + bytes);
  }

  #topic(name: string): TopicLanes {
    const state = this.#topics.get(name) ?? {
      lanes: undefined,
      waiting: [],
      waitingBytes: new Map<number, number>(),
      finding: undefined,
    };
    this.#topics.set(name, state);
    return state;
  }

  async #findPartitions(name: string, state: TopicLanes): Promise<void> {
    const { names, send, faulty } = this.#options;
    const topic = names.toKafka(name);
    const doing = `${name} cannot be written`;
    const partitions = await this.#partitionsOf(topic, name, doing);
    const waiting = state.waiting;
    state.waiting = [];
    if (partitions === undefined) {
      for (const { settle } of waiting)
        settle(new LogUnavailableError('the log was closed before the record was written'));
      return;
    }
    const lanes = Array.from(
      { length: partitions },
      (_, partition) =>
        new Lane({
          send: (messages) => send(topic, partition, messages),
          faulty: (fault) => faulty(name, fault),
          doing,
          signal: this.#abandoning.signal,
        }),
    );
    state.lanes = lanes;
    for (const record of waiting) addTo(lanes, record);
  }

  async #partitionsOf(topic: string, name: string, doing: string): Promise<number | undefined> {
    const { partitionsOf, faulty } = this.#options;
    const { signal } = this.#abandoning;
    for (let tries = 1; !signal.aborted; tries += 1) {
      try {
        const partitions = await partitionsOf(topic);
        if (tries > 1) faulty(name, undefined);
        return partitions;
      } catch (error) {
        faulty(name, brokerFault(error, doing));
        await delay(FIND_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
    return undefined;
  }
}

function addTo(lanes: readonly Lane[], record: Waiting): void {
  lanes[partitionOf(record.key, lanes.length)]?.add(record);
}

async function whenIdle(state: TopicLanes): Promise<void> {
  await state.finding;
  await Promise.all((state.lanes ?? []).map((lane) => lane.idle()));
}

function sizeOf({ key, value, headers = {} }: OutgoingRecord): number {
  let bytes = RECORD_OVERHEAD_BYTES + Buffer.byteLength(key) + Buffer.byteLength(value);
  for (const [name, text] of Object.entries(headers)) bytes += Buffer.byteLength(name) + Buffer.byteLength(text);
  return bytes;
}
