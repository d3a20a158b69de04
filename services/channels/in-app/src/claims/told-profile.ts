import { MAX_ASKED_FIELDS } from '@onethread/contracts';
import { z } from 'zod';
import { InAppError } from '../in-app-error.ts';
import type { ToldProfile } from '../protocol.ts';
import { cut, plainName } from './told-context.ts';

const LONGEST_TOLD = 4_096;
const EMAIL = /^[^@\s]+@[^@\s]+$/;

const schema = z.object({
  name: z.string().max(LONGEST_TOLD).optional(),
  email: z.string().max(320).optional(),
  fields: z.record(z.string().min(1).max(64), z.string().max(LONGEST_TOLD)).optional(),
});

/** What a person says of themselves, cut to its bounds. Throws `InAppError` for what is none. */
export function toldProfile(body: unknown): ToldProfile {
  const told = schema.safeParse(body ?? {});
  if (!told.success) throw new InAppError(400, 'invalid', 'A profile is name, email and fields, all of them texts.');
  const { name, email, fields = {} } = told.data;
  const address = cut(email, 320);
  if (address !== undefined && !EMAIL.test(address))
    throw new InAppError(400, 'invalid-email', 'This is no mail address: look at it again.');
  if (Object.keys(fields).length > MAX_ASKED_FIELDS)
    throw new InAppError(400, 'invalid', `A profile has at most ${MAX_ASKED_FIELDS} fields.`);
  const answers = Object.entries(fields).flatMap(([field, value]) => {
    const [key, answer] = [plainName(field), cut(value, 500)];
    return key === undefined || answer === undefined ? [] : [[key, answer] as const];
  });
  const called = cut(name, 200);
  return {
    ...(called === undefined ? {} : { name: called }),
    ...(address === undefined ? {} : { email: address }),
    ...(told.data.fields === undefined ? {} : { fields: Object.fromEntries(answers) }),
  };
}
