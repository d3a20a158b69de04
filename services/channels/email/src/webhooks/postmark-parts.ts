import { z } from 'zod';
import { headerLine, type HeaderLine, type TakenApart, type TakenFile } from './rebuild-mail.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';

const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;
const personSchema = z.object({ Email: z.string(), Name: z.string().default('') });

/** An inbound mail of Postmark without its raw form (https://postmarkapp.com/developer/webhooks/inbound-webhook). */
export const postmarkPartsSchema = z.object({
  FromFull: personSchema,
  ToFull: z.array(personSchema).default([]),
  CcFull: z.array(personSchema).default([]),
  ReplyTo: z.string().default(''),
  Subject: z.string().default(''),
  Date: z.string().default(''),
  Headers: z.array(z.object({ Name: z.string(), Value: z.string() })),
  TextBody: z.string().default(''),
  HtmlBody: z.string().default(''),
  Attachments: z
    .array(
      z.object({
        Name: z.string().default(''),
        Content: z.string(),
        ContentType: z.string().default(''),
        ContentID: z.string().nullish(),
      }),
    )
    .default([]),
});

type PostmarkParts = z.output<typeof postmarkPartsSchema>;

/**
 * The header fields that Postmark takes out of `Headers` and gives by themselves stand behind the others, unless they stand
 * among them. Throws `WebhookRefusedError` for a file that is not base64.
 */
export function postmarkParts(post: PostmarkParts): TakenApart {
  const kept = post.Headers.map(({ Name, Value }) => headerLine(Name, Value));
  const taken: readonly HeaderLine[] = [
    headerLine('From', mailboxList([post.FromFull])),
    headerLine('To', mailboxList(post.ToFull)),
    headerLine('Cc', mailboxList(post.CcFull)),
    headerLine('Reply-To', post.ReplyTo),
    headerLine('Subject', post.Subject),
    headerLine('Date', post.Date),
  ];
  const isKept = (name: string) => kept.some(([other]) => other.toLowerCase() === name.toLowerCase());
  const fields = [...kept, ...taken.filter(([name, value]) => value.trim() !== '' && !isKept(name))];
  return {
    fields,
    texts: [
      { type: 'text/plain', charset: 'utf-8', bytes: Buffer.from(post.TextBody) },
      { type: 'text/html', charset: 'utf-8', bytes: Buffer.from(post.HtmlBody) },
    ],
    files: post.Attachments.map(fileOf),
  };
}

/** Names as quoted strings, so that nothing in one is an address. */
function mailboxList(people: readonly z.output<typeof personSchema>[]): string {
  return people
    .map(({ Email, Name }) => {
      const address = `<${Email.replace(/[\s<>,;]+/g, '')}>`;
      const name = Name.replace(/\p{Cc}+/gu, ' ').trim();
      return name === '' ? address : `"${name.replace(/["\\]/g, '\\$&')}" ${address}`;
    })
    .join(', ');
}

function fileOf({ Name, Content, ContentType, ContentID }: PostmarkParts['Attachments'][number]): TakenFile {
  if (!BASE64.test(Content)) throw new WebhookRefusedError('malformed', 'An attachment is not base64.');
  return { name: Name, type: ContentType, contentId: ContentID ?? '', content: Buffer.from(Content, 'base64') };
}
