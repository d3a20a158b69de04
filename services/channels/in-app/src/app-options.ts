import { MAX_ASKED_FIELDS } from '@onethread/contracts';
import { z } from 'zod';
import type { AppSettings, PreChatField } from './protocol.ts';

const language = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/);
const text = z.string().min(1).max(200);
/** One for all, or by language, the first for those that are not named: {"en": "Your name", "pl": "Imię"}. */
const words = z.union([
  text,
  z.record(language, text).refine((all) => Object.keys(all).length >= 1 && Object.keys(all).length <= 50),
]);
type Words = z.infer<typeof words>;

const fieldSchema = z
  .object({
    name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/i),
    kind: z.enum(['text', 'email', 'choice']).default('text'),
    label: words,
    required: z.boolean().default(false),
    options: z
      .array(z.object({ value: z.string().min(1).max(100), label: words.optional() }))
      .min(1)
      .max(20)
      .optional(),
  })
  .refine(({ kind, options }) => (kind === 'choice') === (options !== undefined), {
    path: ['options'],
    error: 'a choice has options, and nothing else has',
  })
  .refine(({ name, kind }) => name !== 'email' || kind === 'email', {
    path: ['kind'],
    error: 'email is of the kind email',
  });

/** What an operator chooses of one app beside its name; served to the messenger by `appSettings`. */
export const appOptions = {
  preChat: z
    .array(fieldSchema)
    .max(MAX_ASKED_FIELDS)
    .refine((fields) => new Set(fields.map(({ name }) => name)).size === fields.length, 'a name stands twice')
    .optional(),
  /** Whether pages and devices may be told of: `ask` the person (default), `always`, or `off`. */
  context: z.enum(['ask', 'always', 'off']).optional(),
  /** Of the messenger's texts; absent: all that it has. */
  languages: z.array(language).min(1).max(50).optional(),
};
type AppOptions = z.infer<z.ZodObject<typeof appOptions>>;

/** In the words of a language: its own, those of its first part ("pl" for "pl-PL"), else the first. */
export function appSettings(
  { id, label, preChat = [], context = 'ask', languages = [] }: AppOptions & { readonly id: string; label: string },
  wanted: string | undefined,
): AppSettings {
  return {
    app: id,
    label,
    preChat: preChat.map(({ name, kind, label: asked, required, options }): PreChatField => {
      const field = { name, kind, label: inLanguage(asked, wanted), required };
      if (options === undefined) return field;
      const choices = options.map(({ value, label: shown = value }) => ({ value, label: inLanguage(shown, wanted) }));
      return { ...field, options: choices };
    }),
    context,
    languages,
  };
}

function inLanguage(label: Words, wanted: string | undefined): string {
  if (typeof label === 'string') return label;
  const all = Object.entries(label);
  const tag = wanted?.toLowerCase() ?? '';
  const fits = (test: (known: string) => boolean) => all.find(([known]) => test(known.toLowerCase()));
  const [primary] = tag.split('-');
  const chosen = fits((known) => known === tag) ?? fits((known) => known === primary) ?? all[0];
  return chosen?.[1] ?? '';
}
