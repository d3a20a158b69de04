import { z } from 'zod';
import { MalformedWebhookError } from './malformed-webhook-error.ts';

/** The frame that all of Meta's products share; what is inside an entry is the product's. */
export interface WebhookBody {
  /** `page`, `instagram`, `whatsapp_business_account`. */
  readonly object: string;
  readonly entries: readonly unknown[];
}

const bodySchema = z.object({ object: z.string().max(100), entry: z.array(z.unknown()) });

/** Throws `MalformedWebhookError` for what is no JSON in UTF-8, or no such frame. */
export function readWebhookBody(rawBody: Uint8Array): WebhookBody {
  const body = bodySchema.safeParse(parseJson(rawBody));
  if (!body.success) throw new MalformedWebhookError('The body is not a webhook call.');
  return { object: body.data.object, entries: body.data.entry };
}

/** Ids come as text or as numbers. */
export const metaId = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1).max(100));

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    throw new MalformedWebhookError('The body is not JSON.');
  }
}
