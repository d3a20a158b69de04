import type { KafkaMessage } from 'kafkajs';
import type { LogRecord } from '../event-log.ts';

type KafkaHeaders = KafkaMessage['headers'];

/** A record as it came from a broker. What another producer left out (key, value) is an empty text here. */
export function toLogRecord(topic: string, partition: number, message: KafkaMessage): LogRecord {
  return {
    topic,
    partition,
    offset: Number(message.offset),
    key: message.key?.toString() ?? '',
    value: message.value?.toString() ?? '',
    headers: toTexts(message.headers),
    timestamp: Number(message.timestamp),
  };
}

/** Of a header that was given several times the last counts. */
function toTexts(headers: KafkaHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return [name, last?.toString() ?? ''];
    }),
  );
}
