import { z } from 'zod';
import { MAX_FILES_PER_MESSAGE, MAX_TEXT_CHARACTERS, type ClientFrame } from '../wire/frames.ts';
import { CALL_MOODS, DELIVERY_MOODS } from '../wire/model.ts';

const MAX_NAME_CHARACTERS = 60;
const MAX_SUBJECT_CHARACTERS = 300;
const MAX_TITLE_CHARACTERS = 80;
const MAX_ID_CHARACTERS = 1000;
/** One, with all that it is made of. */
const MAX_EMOJI_CHARACTERS = 16;

const name = z.string().min(1).max(40);
const at = { provider: name, personId: name };
const fileIds = z.array(z.uuid()).max(MAX_FILES_PER_MESSAGE);
const menuEntry = z.object({
  title: z.string().min(1).max(MAX_TITLE_CHARACTERS),
  payload: z.string().min(1).max(MAX_TITLE_CHARACTERS),
});
/** One line: what ends up in a header may not start another. */
const line = (most: number) =>
  z
    .string()
    .max(most)
    // oxlint-disable-next-line no-control-regex -- control characters are what must not pass
    .regex(/^[^\u0000-\u001F\u007F]*$/);

const act = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('write'),
    ...at,
    text: z.string().max(MAX_TEXT_CHARACTERS),
    fileIds,
    subject: line(MAX_SUBJECT_CHARACTERS).optional(),
    html: z.string().max(MAX_TEXT_CHARACTERS).optional(),
    replyTo: line(MAX_ID_CHARACTERS).optional(),
  }),
  z.object({ kind: z.literal('press'), ...at, entry: menuEntry }),
  z.object({ kind: z.literal('quick-reply'), ...at, entry: menuEntry }),
  z.object({ kind: z.literal('see'), ...at }),
  z.object({
    kind: z.literal('react'),
    ...at,
    messageId: line(MAX_ID_CHARACTERS).min(1),
    emoji: line(MAX_EMOJI_CHARACTERS),
  }),
  z.object({ kind: z.literal('phone-switch'), personId: name, isOn: z.boolean() }),
  z.object({ kind: z.literal('add-person'), name: line(MAX_NAME_CHARACTERS).trim().min(1) }),
  z.object({
    kind: z.literal('set-faults'),
    provider: name,
    isUp: z.boolean().optional(),
    calls: z.enum(CALL_MOODS).optional(),
    errorRow: z.string().max(60).optional(),
    deliveries: z.enum(DELIVERY_MOODS).optional(),
  }),
  z.object({ kind: z.literal('reset-faults') }),
]);

const clientFrame = z.object({ type: z.literal('act'), id: z.string().min(1).max(64), act });
/** The least that a frame must have for its refusal to be told. */
const namedFrame = z.object({ id: z.string().min(1).max(64) });

export type DecodedFrame =
  | { readonly kind: 'act'; readonly frame: ClientFrame }
  /** A frame with a name, but not one that can be done. */
  | { readonly kind: 'refused'; readonly id: string }
  | { readonly kind: 'malformed' };

/** Reads what a page sent; never throws. */
export function decodeClientFrame(data: string): DecodedFrame {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return { kind: 'malformed' };
  }
  const frame = clientFrame.safeParse(value);
  if (frame.success) return { kind: 'act', frame: withoutUndefined(frame.data) as ClientFrame };
  const named = namedFrame.safeParse(value);
  return named.success ? { kind: 'refused', id: named.data.id } : { kind: 'malformed' };
}

/** Optional fields that were not given are left out, as their types say. */
function withoutUndefined<T extends { readonly act: object }>(frame: T): T {
  return { ...frame, act: Object.fromEntries(Object.entries(frame.act).filter(([, value]) => value !== undefined)) };
}
