import type { EntryBody } from '@onethread/contracts';
import type { DocumentStore, StoredDocument } from '@onethread/documents';
import type { Findings } from '../findings.ts';
import type { ChannelName, Person, Roster } from '../traffic/roster.ts';
import { namedMessage } from '../traffic/texts.ts';
import type { AssignmentHistory, OwnerChange } from './assignment-history.ts';

interface StoredEntry extends StoredDocument {
  readonly streamId: string;
  readonly n: number;
  readonly at: number;
  readonly entryId: string;
  readonly customerId: string;
  readonly body: EntryBody;
}
interface StoredAgent extends StoredDocument {
  readonly capacity: number;
  readonly holds: readonly { readonly conversationId: string; readonly weight: number }[];
}
interface StoredChannel extends StoredDocument {
  readonly capabilities: { readonly weight: number };
}

const PAGE = 1000;
/** Ends of offers, not of assignments. */
const OFFER_ENDS = new Set(['declined', 'missed', 'rescinded']);

export interface WalkOptions {
  readonly history: DocumentStore;
  readonly roster: Roster;
  readonly findings: Findings;
  readonly assignments: AssignmentHistory;
  /** What a conversation of a channel counts against while an agent has it; absent: the agent's capacity alone. */
  readonly limitsOf?: ((agentId: string, channel: string) => readonly string[]) | undefined;
}

/** What the entries hold in all. */
export interface Walked {
  readonly entries: number;
  readonly streams: number;
  readonly messages: number;
}

/** Reads every entry once, stream by stream, as it was committed; memory for one stream at a time. */
export async function walkEntries(options: WalkOptions): Promise<Walked> {
  const { history, roster, findings } = options;
  const weights = await weightsOf(history);
  const entries = await history.collection<StoredEntry>({
    name: 'entries',
    indexes: { by_stream: { fields: ['streamId', 'n'], unique: true } },
  });
  let total = 0;
  let streams = 0;
  let messages = 0;
  let stream: StreamWalk | undefined;
  const finish = (): void => {
    if (stream === undefined) return;
    streams += 1;
    messages += stream.finish(weights, options);
  };
  for (let page = await entries.find({ index: 'by_stream', limit: PAGE }); ;) {
    for (const entry of page.documents) {
      total += 1;
      if (stream?.streamId !== entry.streamId) {
        finish();
        stream = new StreamWalk(entry.streamId, roster.ofCustomer(entry.customerId), findings);
      }
      stream.take(entry);
    }
    if (page.cursor === undefined) break;
    page = await entries.find({ index: 'by_stream', limit: PAGE, after: page.cursor });
  }
  finish();
  return { entries: total, streams, messages };
}

class StreamWalk {
  readonly streamId: string;
  readonly #person: Person | undefined;
  readonly #findings: Findings;
  readonly #ids = new Set<string>();
  readonly #numbers: number[] = [];
  readonly #changes = new Map<string, OwnerChange[]>();
  #n = 0;
  #at = 0;

  constructor(streamId: string, person: Person | undefined, findings: Findings) {
    this.streamId = streamId;
    this.#person = person;
    this.#findings = findings;
    if (person === undefined) findings.add('once', `${streamId} is the stream of nobody who wrote`);
  }

  take({ n, at, entryId, body }: StoredEntry): void {
    const here = `${this.#person?.name ?? this.streamId} entry ${n}`;
    if (n !== this.#n + 1) this.#findings.add('dense', `${here} follows ${this.#n}`);
    if (at <= this.#at) this.#findings.add('dense', `${here}: ${at} is not above ${this.#at}`);
    if (this.#ids.has(entryId)) this.#findings.add('once', `${here}: ${entryId} stands twice`);
    this.#ids.add(entryId);
    this.#n = n;
    this.#at = at;
    if (body.kind === 'message') this.#message(here, body);
    this.#ownerChange(n, at, body);
  }

  #message(here: string, body: Extract<EntryBody, { kind: 'message' }>): void {
    const [part] = body.parts;
    const named = part?.kind === 'text' ? namedMessage(part.text) : undefined;
    if (named === undefined || named.name !== this.#person?.name)
      this.#findings.add('once', `${here} is a message that its customer did not write`);
    else this.#numbers.push(named.number);
  }

  #ownerChange(n: number, at: number, body: EntryBody): void {
    const ms = Math.floor(at / 1000);
    if (body.kind === 'resolved' || body.kind === 'snoozed') {
      this.#note({ conversationId: body.conversationId, kind: 'ended', at: ms, stateAt: at, n });
    } else if (comesBack(body)) {
      this.#note({ conversationId: body.conversationId, kind: 'reopened', at: ms, stateAt: at, n });
    } else if ((body.kind === 'assigned' || body.kind === 'released') && !OFFER_ENDS.has(body.reason)) {
      const { conversationId, agentId, reason, decidedAt = ms, stateAt } = body;
      const kind = body.kind === 'assigned' ? 'assigned' : 'ended';
      const known = stateAt === undefined ? {} : { stateAt };
      this.#note({ conversationId, kind, agentId, reason, at: decidedAt, n, ...known });
    }
  }

  #note(change: OwnerChange): void {
    const known = this.#changes.get(change.conversationId) ?? [];
    this.#changes.set(change.conversationId, known);
    known.push(change);
  }

  /** Gives how many messages it holds. */
  finish(weights: ReadonlyMap<string, number>, { assignments, limitsOf }: WalkOptions): number {
    const person = this.#person;
    if (person === undefined) return this.#numbers.length;
    const weight = weights.get(person.channel) ?? 1;
    const limits = limitsOf && ((agentId: string) => limitsOf(agentId, person.channel));
    for (const changes of this.#changes.values()) assignments.take(changes, weight, limits);
    checkNumbers(person, this.#numbers, this.#findings);
    return this.#numbers.length;
  }
}

/** The messages of one person as they stand somewhere: each once, none missing that was acknowledged, in their order. */
export function checkNumbers(
  { name, acknowledged, begun }: Pick<Person, 'name' | 'acknowledged' | 'begun'>,
  numbers: readonly number[],
  findings: Findings,
  place: { readonly missing: 'accepted' | 'shown'; readonly where: string } = { missing: 'accepted', where: 'stored' },
): void {
  const seen = new Set<number>();
  let last = 0;
  for (const number of numbers) {
    if (seen.has(number)) findings.add('once', `${name}#${number} is ${place.where} twice`);
    else if (number < last) findings.add('order', `${name}#${number} is ${place.where} behind #${last}`);
    if (number > begun) findings.add('once', `${name}#${number} is ${place.where} and was never written`);
    seen.add(number);
    last = Math.max(last, number);
  }
  for (let number = 1; number <= acknowledged; number += 1) {
    if (!seen.has(number)) findings.add(place.missing, `${name}#${number} was acknowledged and is not ${place.where}`);
  }
}

type ComesBack = Extract<EntryBody, { kind: 'message' | 'reopened' | 'woken' }>;

/** Whether a conversation that was at rest is open again with this. */
function comesBack(body: EntryBody): body is ComesBack {
  return body.kind === 'reopened' || body.kind === 'woken' || (body.kind === 'message' && body.effect === 'reopened');
}

async function weightsOf(history: DocumentStore): Promise<ReadonlyMap<string, number>> {
  const channels = await history.collection<StoredChannel>({
    name: 'channels',
    indexes: { by_announcement: { fields: ['announcedAt'] } },
  });
  const names: readonly ChannelName[] = ['in-app', 'messenger', 'sms', 'email'];
  const known = await channels.getMany(names);
  return new Map(known.map(({ _id, capabilities }) => [_id, capabilities.weight]));
}

/** At the end nobody has anything to do: every agent is there, below capacity, and holds nothing. */
export async function checkAgents(
  history: DocumentStore,
  agentIds: readonly string[],
  findings: Findings,
): Promise<void> {
  const agents = await history.collection<StoredAgent>({ name: 'agents' });
  const known = await agents.getMany(agentIds);
  for (const { _id, capacity, holds } of known) {
    const load = holds.reduce((sum, { weight }) => sum + weight, 0);
    if (load > capacity) findings.add('capacity', `${_id} holds ${load} of ${capacity} at the end`);
    if (holds.length > 0) findings.add('owner', `${_id} holds ${holds.length} conversations at the end, all resolved`);
  }
}
