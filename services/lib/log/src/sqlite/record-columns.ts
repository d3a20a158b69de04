import type { LogRecord, OutgoingRecord } from '../event-log.ts';
import type { AppendPart, Placed, RecordPage } from './log-requests.ts';

const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({});

/** Records of one publish apart by topic, each part in the given order. */
export function partsByTopic(records: readonly OutgoingRecord[]): readonly (readonly OutgoingRecord[])[] {
  const parts = new Map<string, OutgoingRecord[]>();
  for (const record of records) {
    const part = parts.get(record.topic);
    if (part === undefined) parts.set(record.topic, [record]);
    else part.push(record);
  }
  return [...parts.values()];
}

/** One topic's records as the worker takes them. */
export function toColumns(records: readonly OutgoingRecord[]): AppendPart {
  return {
    topic: records[0]?.topic ?? '',
    keys: records.map(({ key }) => key),
    values: records.map(({ value }) => value),
    headers: records.map(({ headers }) => (headers === undefined ? '' : JSON.stringify(headers))),
  };
}

/** What was just written, as its readers see it: no need to read it back. */
export function placedRecords(records: readonly OutgoingRecord[], { first, at }: Placed): readonly LogRecord[] {
  return records.map(({ topic, key, value, headers }, place) => ({
    topic,
    partition: 0,
    offset: first + place,
    key,
    value,
    headers: headers === undefined ? NO_HEADERS : { ...headers },
    timestamp: at,
  }));
}

export function recordsOfPage(topic: string, page: RecordPage): readonly LogRecord[] {
  return page.keys.map((key, place) => ({
    topic,
    partition: 0,
    offset: page.first + place,
    key,
    value: page.values[place] ?? '',
    headers: headersOf(page.headers[place]),
    timestamp: page.timestamps[place] ?? 0,
  }));
}

function headersOf(json: string | undefined): Readonly<Record<string, string>> {
  return json === undefined || json === '' ? NO_HEADERS : (JSON.parse(json) as Record<string, string>);
}
