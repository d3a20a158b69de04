import { MAX_RECORD_BYTES } from '@onethread/contracts';
import { RecordTooLargeError } from './errors.ts';
import type { OutgoingRecord } from './event-log.ts';

/** A UTF-16 unit is at most so many bytes of UTF-8: short values need no counting. */
const MAX_BYTES_PER_UNIT = 3;

/** Throws `RecordTooLargeError` when one of the values is above 256 KiB. */
export function checkRecordSizes(records: readonly OutgoingRecord[]): void {
  for (const { topic, value } of records) {
    if (value.length * MAX_BYTES_PER_UNIT <= MAX_RECORD_BYTES) continue;
    const bytes = Buffer.byteLength(value);
    if (bytes > MAX_RECORD_BYTES) {
      throw new RecordTooLargeError(`a record for ${topic} has ${bytes} bytes, ${MAX_RECORD_BYTES} are allowed`);
    }
  }
}
