import type { Request } from 'express';
import { z } from 'zod';
import { MalformedFormError } from '../../intake/malformed-form.ts';

export interface TwilioRequest {
  readonly rawBody: Buffer;
  readonly isJson: boolean;
  readonly parameters: URLSearchParams;
}

/** The body as it came and its parameters: of a form, or of a JSON object of strings. */
export function readRequest(request: Request): TwilioRequest {
  const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const isJson = typeof request.is('application/json') === 'string';
  const text = rawBody.toString('utf8');
  return { rawBody, isJson, parameters: isJson ? parametersOfJson(text) : new URLSearchParams(text) };
}

function parametersOfJson(text: string): URLSearchParams {
  const parameters = new URLSearchParams();
  try {
    const object: unknown = JSON.parse(text);
    for (const [key, value] of Object.entries(object ?? {})) {
      if (typeof value === 'string' || typeof value === 'number') parameters.set(key, String(value));
    }
  } catch {
    // Says nothing then, which is refused once the proof is checked.
  }
  return parameters;
}

const sid = z.string().min(1).max(100);
const address = z.string().min(1).max(200);

const messageSchema = z.object({
  MessageSid: sid,
  From: address,
  To: address,
  Body: z.string().default(''),
  NumMedia: z.coerce.number().int().nonnegative().catch(0),
  OptOutType: z.string().optional(),
  ProfileName: z.string().optional(),
});
export type InboundForm = z.infer<typeof messageSchema>;

const statusSchema = z.object({
  MessageSid: sid,
  MessageStatus: z.string().min(1).max(50),
  From: address,
  To: address,
  ErrorCode: z.string().max(20).optional(),
});
export type StatusForm = z.infer<typeof statusSchema>;

/** Parameters grow without notice: only what is needed is looked at. Throws `MalformedFormError`. */
export function readMessage(parameters: URLSearchParams): InboundForm {
  return parse(messageSchema, parameters, ['SmsMessageSid', 'SmsSid'], []);
}

export function readStatus(parameters: URLSearchParams): StatusForm {
  return parse(statusSchema, parameters, ['SmsSid'], ['SmsStatus']);
}

function parse<T>(
  schema: z.ZodType<T>,
  parameters: URLSearchParams,
  sids: readonly string[],
  statuses: readonly string[],
): T {
  const values = Object.fromEntries(parameters);
  const first = (names: readonly string[]): string | undefined =>
    names.map((name) => values[name]).find((value) => value !== undefined);
  const parsed = schema.safeParse({
    ...values,
    MessageSid: values['MessageSid'] ?? first(sids),
    MessageStatus: values['MessageStatus'] ?? first(statuses),
  });
  if (!parsed.success) throw new MalformedFormError('The form is not one of Twilio’s.');
  return parsed.data;
}
