import type { Request } from 'express';
import { z } from 'zod';
import { MalformedFormError } from '../../intake/malformed-form.ts';

const MAX_PARAMETERS = 100;

export interface VonageRequest {
  readonly rawBody: Buffer;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Parameters of the query (GET), of a form or of a JSON object. Throws `MalformedFormError` where a key comes twice. */
export function readRequest(request: Request): VonageRequest {
  const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (request.method === 'GET') {
    const [, query = ''] = /^[^?]*\?(.*)$/s.exec(request.originalUrl) ?? [];
    return { rawBody, parameters: unique(new URLSearchParams(query)) };
  }
  const text = rawBody.toString('utf8');
  const isJson = typeof request.is('application/json') === 'string';
  return { rawBody, parameters: unique(isJson ? entriesOfJson(text) : new URLSearchParams(text)) };
}

function unique(entries: Iterable<readonly [string, string]>): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const [key, value] of entries) {
    // A signature over one of two values proves neither.
    if (parameters.has(key) || parameters.size >= MAX_PARAMETERS) throw new MalformedFormError('Not a form of Vonage.');
    parameters.set(key, value);
  }
  return parameters;
}

function entriesOfJson(text: string): readonly (readonly [string, string])[] {
  try {
    const object: unknown = JSON.parse(text);
    if (object === null || typeof object !== 'object' || Array.isArray(object)) return [];
    return Object.entries(object).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[key, String(value)] as const]
        : [],
    );
  } catch {
    // Says nothing then, which no signature proves.
    return [];
  }
}

const id = z.string().min(1).max(100);
const address = z.string().min(1).max(50);
const small = z.coerce.number().int().min(1).max(255);

const messageSchema = z.object({
  messageId: id,
  msisdn: address,
  to: address,
  type: z.string().max(20).default('text'),
  text: z.string().default(''),
  'message-timestamp': z.string().max(40).optional(),
  concat: z.string().optional(),
  'concat-ref': z.string().min(1).max(40).optional(),
  'concat-total': small.optional(),
  'concat-part': small.optional(),
});
export type InboundSms = z.infer<typeof messageSchema>;

const receiptSchema = z.object({
  messageId: id,
  status: z.string().min(1).max(40),
  /** The person; `to` is our number, or the name that we sent under. */
  msisdn: address,
  to: address,
  'err-code': z.string().max(10).optional(),
  'client-ref': z.string().max(100).optional(),
});
export type VonageReceipt = z.infer<typeof receiptSchema>;

/** Parameters grow without notice: only what is needed is looked at. Throws `MalformedFormError`. */
export function readMessage(parameters: ReadonlyMap<string, string>): InboundSms {
  return parse(messageSchema, parameters);
}

export function readReceipt(parameters: ReadonlyMap<string, string>): VonageReceipt {
  return parse(receiptSchema, parameters);
}

function parse<T>(schema: z.ZodType<T>, parameters: ReadonlyMap<string, string>): T {
  const parsed = schema.safeParse(Object.fromEntries(parameters));
  if (!parsed.success) throw new MalformedFormError('The form is not one of Vonage’s.');
  return parsed.data;
}
