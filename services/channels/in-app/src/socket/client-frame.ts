import { z } from 'zod';
import { contextChangeSchema } from '../claims/told-context.ts';
import { MAX_ITEM_ID, type ClientFrame } from '../protocol.ts';

const visitor = z.object({ id: z.string().max(100), secret: z.string().max(200) });
const itemId = z.string().min(1).max(MAX_ITEM_ID);
const credentials = z.union([z.object({ token: z.string().max(8192) }), z.object({ visitor })]);

const frameSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    protocol: z.literal(1),
    app: z.string().max(64).optional(),
    client: z.string().max(100),
    deviceId: z.string().min(1).max(100),
    credentials: credentials.optional(),
    from: visitor.optional(),
    cursor: z.string().max(4096).optional(),
  }),
  z.object({
    type: z.literal('message'),
    cid: z.string().max(100),
    text: z.string().optional(),
    uploadIds: z.array(z.string().max(100)).optional(),
    as: z.literal('visitor').optional(),
  }),
  z.object({ type: z.literal('typing') }),
  z.object({ type: z.literal('delivered'), upTo: itemId }),
  z.object({ type: z.literal('read'), upTo: itemId }),
  z.object({ type: z.literal('context'), context: contextChangeSchema }),
  z.object({ type: z.literal('token'), token: z.string().max(8192) }),
  z.object({ type: z.literal('ping') }),
]);

/** A client's frame, or `undefined` for anything else. */
export function parseClientFrame(text: string): ClientFrame | undefined {
  try {
    const parsed = frameSchema.safeParse(JSON.parse(text));
    return parsed.success ? (parsed.data as ClientFrame) : undefined;
  } catch {
    return undefined;
  }
}
