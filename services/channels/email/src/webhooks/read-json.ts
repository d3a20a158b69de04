import type { z } from 'zod';
import { WebhookRefusedError } from './webhook-refusal.ts';

/** JSON of a shape. Throws `WebhookRefusedError` with these words for anything else. */
export function readJson<S extends z.ZodType>(text: string, schema: S, words: string): z.output<S> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new WebhookRefusedError('malformed', words);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new WebhookRefusedError('malformed', words);
}
