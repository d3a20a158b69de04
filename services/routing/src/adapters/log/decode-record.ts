import {
  identityRefSchema,
  inboundRecordSchema,
  outboundReportSchema,
  receiptRecordSchema,
} from '@onethread/contracts';
import type {
  EntryId,
  IdentityId,
  IdentityRef,
  InboundRecord,
  OutboundReport,
  ReceiptRecord,
} from '@onethread/contracts';
import { PoisonRecordError } from '@onethread/log';
import type { LogRecord } from '@onethread/log';
import { z } from 'zod';

export const decodeInbound = (record: LogRecord): InboundRecord => decode(inboundRecordSchema, record);
export const decodeReceipt = (record: LogRecord): ReceiptRecord => decode(receiptRecordSchema, record);
export const decodeReport = (record: LogRecord): OutboundReport => decode(outboundReportSchema, record);

/** Throws `PoisonRecordError`: `not-json` or `schema` (with the paths at fault, never the values). */
function decode<Schema extends z.ZodType>(schema: Schema, record: LogRecord): z.infer<Schema> {
  const parsed = schema.safeParse(json(record));
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`);
  throw new PoisonRecordError('schema', paths.slice(0, 5).join(', '));
}

function json({ value }: LogRecord): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new PoisonRecordError('not-json', 'the value is not JSON');
  }
}

/** What can still be told of a record that does not decode; nothing is trusted that does not fit the record's key. */
const remainsSchema = z.object({
  type: z.literal('message').optional().catch(undefined),
  entryId: z.string().min(1).max(64).optional().catch(undefined),
  identity: identityRefSchema.optional().catch(undefined),
});

export interface Remains {
  readonly identityId: IdentityId;
  readonly entryId?: EntryId;
  readonly identity?: IdentityRef;
}

export function remainsOf(record: LogRecord): Remains {
  const identityId = record.key as IdentityId;
  let value: unknown;
  try {
    value = JSON.parse(record.value);
  } catch {
    return { identityId };
  }
  const { data } = remainsSchema.safeParse(value);
  const identity = data?.identity?.identityId === record.key ? data.identity : undefined;
  const entryId = data?.type === 'message' ? data.entryId : undefined;
  return {
    identityId,
    ...(identity === undefined ? {} : { identity }),
    ...(entryId === undefined ? {} : { entryId: entryId as EntryId }),
  };
}
