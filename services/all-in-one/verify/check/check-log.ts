import {
  CONSUMER_GROUPS,
  DEAD_LETTERS,
  INBOUND_MESSAGES,
  inboundRecordSchema,
  outboundMessageSchema,
  outboundTopic,
} from '@onethread/contracts';
import type { EventLog } from '@onethread/log';
import type { DocumentStore, StoredDocument } from '@onethread/documents';
import type { Findings } from '../findings.ts';
import type { ChannelName, Roster } from '../traffic/roster.ts';
import { namedAnswer, namedMessage } from '../traffic/texts.ts';

const FROM_THE_BEGINNING = { offset: 0 };
/** Channels whose answers arrive at a simulator, which keeps their order; the app shows them sorted. */
const ORDERED: readonly ChannelName[] = ['messenger', 'sms', 'email'];
/** A group's commits follow its work within this. */
const COMMIT_SLACK_MS = 5000;

/**
 * While every process is down, as a crash left it: of the records that are not stored yet none may be committed. The log
 * tells how many are not committed; so many may be unstored at most.
 */
export async function checkCommitted(log: EventLog, history: DocumentStore, findings: Findings): Promise<void> {
  const lag = (await log.lag()).find(
    ({ topic, group }) => topic === INBOUND_MESSAGES.name && group === CONSUMER_GROUPS.router,
  );
  if (lag === undefined) return;
  const entries = await history.collection<StoredDocument>({
    name: 'entries',
    indexes: { by_entry_id: { fields: ['entryId'], unique: true } },
  });
  const unstored = new Set<string>();
  const time = Date.now() - lag.seconds * 1000 - COMMIT_SLACK_MS;
  for await (const record of log.read({ topic: INBOUND_MESSAGES.name, from: { time } })) {
    const inbound = inboundRecordSchema.parse(JSON.parse(record.value));
    const found = await entries.find({ index: 'by_entry_id', equals: [inbound.entryId], limit: 1 });
    if (found.documents.length === 0) unstored.add(`${record.partition}/${record.offset}`);
  }
  if (unstored.size > lag.records)
    findings.add(
      'log',
      `after a kill ${unstored.size} records were unstored and only ${lag.records} uncommitted: ${[...unstored].slice(0, 5).join(', ')}`,
      unstored.size - lag.records,
    );
}

/** What the log holds in all. */
export interface LogChecked {
  /** Records of customers' messages; above the messages where providers delivered again. */
  readonly inbound: number;
  readonly outbound: number;
}

/** Reads the log once from its beginning: what it acknowledged was handled, answers arrived in its order, nothing is dead. */
export async function checkLog(log: EventLog, roster: Roster, findings: Findings): Promise<LogChecked> {
  for (const { topic, group, records } of await log.lag()) {
    // Agents who leave when all is at rest are announced too: the index goes on from there at its next start.
    if (group === CONSUMER_GROUPS.search) continue;
    // Commands only wake their consumer; who waits is in the store.
    if (records > 0) findings.add('log', `${group} left ${records} records of ${topic}`, records);
  }
  let inbound = 0;
  for await (const record of log.read({ topic: INBOUND_MESSAGES.name, from: FROM_THE_BEGINNING })) {
    inbound += 1;
    checkInbound(record, roster, findings);
  }
  let outbound = 0;
  for (const channel of ORDERED) outbound += await checkOrder(log, channel, roster, findings);
  for await (const { headers, offset } of log.read({ topic: DEAD_LETTERS.name, from: FROM_THE_BEGINNING })) {
    findings.add('dead', `dead letter ${offset}: ${JSON.stringify(headers)}`);
  }
  return { inbound, outbound };
}

function checkInbound(
  { value, partition, offset }: { value: string; partition: number; offset: number },
  roster: Roster,
  findings: Findings,
): void {
  const inbound = inboundRecordSchema.parse(JSON.parse(value));
  const part = inbound.type === 'message' ? inbound.parts[0] : undefined;
  const named = part?.kind === 'text' ? namedMessage(part.text) : undefined;
  const person = named && roster.named(named.name);
  if (named === undefined || person === undefined) findings.add('log', `${partition}/${offset} was written by nobody`);
  else if (named.number > person.begun)
    findings.add('log', `${partition}/${offset} holds ${named.name}#${named.number}, never begun`);
}

/** Answers of one person in the order of the log beside the order in which they arrived, each at its first. */
async function checkOrder(log: EventLog, channel: ChannelName, roster: Roster, findings: Findings): Promise<number> {
  const given = new Map<string, string[]>();
  let records = 0;
  for await (const { value } of log.read({ topic: outboundTopic(channel).name, from: FROM_THE_BEGINNING })) {
    const parsed = outboundMessageSchema.safeParse(JSON.parse(value));
    if (!parsed.success) continue;
    records += 1;
    const [part] = parsed.data.parts;
    const answer = part?.kind === 'text' ? namedAnswer(part.text) : undefined;
    if (answer === undefined) continue;
    const marks = given.get(answer.name) ?? [];
    given.set(answer.name, marks);
    if (!marks.includes(answer.mark)) marks.push(answer.mark);
  }
  for (const [name, marks] of given) {
    const arrived = [...new Set(roster.named(name)?.arrived ?? [])];
    const expected = marks.filter((mark) => arrived.includes(mark));
    if (arrived.some((mark, place) => mark !== expected[place]))
      findings.add('parked-order', `${name}: given ${expected.join(' | ')}, arrived ${arrived.join(' | ')}`);
  }
  return records;
}
