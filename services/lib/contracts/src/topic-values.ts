import type { z } from 'zod';
import { assignmentCommandSchema } from './commands.ts';
import { customerEventSchema } from './customer-events.ts';
import { inboundRecordSchema, outboundRecordSchema, outboundReportSchema, receiptRecordSchema } from './envelopes.ts';
import {
  ASSIGNMENT_COMMANDS,
  channelOfTopic,
  CUSTOMER_EVENTS,
  INBOUND_MESSAGES,
  INBOUND_RECEIPTS,
  OUTBOUND_STATUS,
} from './topics.ts';

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  [INBOUND_MESSAGES.name]: inboundRecordSchema,
  [INBOUND_RECEIPTS.name]: receiptRecordSchema,
  [OUTBOUND_STATUS.name]: outboundReportSchema,
  [ASSIGNMENT_COMMANDS.name]: assignmentCommandSchema,
  [CUSTOMER_EVENTS.name]: customerEventSchema,
};

/** Whether somebody reads records of this topic one by one, so that a record of it may be published again. */
export function takesRecords(topic: string): boolean {
  return topic in SCHEMAS || channelOfTopic(topic) !== undefined;
}

/** Most faults that are named of one value. */
const MAX_FAULTS = 5;

/**
 * What is wrong with a value for a topic, as fields and rules, never as content: `not JSON`, or `parts.0.text: invalid_type,
 * …`. Undefined when the topic's readers can read it (or the topic has no schema).
 */
export function faultsOfValue(topic: string, value: string): string | undefined {
  const schema = channelOfTopic(topic) === undefined ? SCHEMAS[topic] : outboundRecordSchema;
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    return 'not JSON';
  }
  const parsed = schema?.safeParse(json);
  if (parsed === undefined || parsed.success) return undefined;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'value'}: ${issue.code}`);
  const named = faults.slice(0, MAX_FAULTS).join(', ');
  return faults.length > MAX_FAULTS ? `${named} and ${faults.length - MAX_FAULTS} more` : named;
}
