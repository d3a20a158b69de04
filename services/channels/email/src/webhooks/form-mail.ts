import type { BudgetShare } from './byte-budget.ts';
import type { PostedForm } from './read-form.ts';
import { rebuildMail, type TakenApart, type TakenFile } from './rebuild-mail.ts';
import type { PostedMail } from './take-posted-mail.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';

/** How a provider posts a mail as a form. */
export interface MailForm {
  /** The field with the raw mail. */
  readonly raw: string;
  /** The field with its header, where the provider took the mail apart. */
  readonly header: string;
  /** All fields of a mail that was taken apart, but for its files. */
  readonly fields: readonly string[];
  /** Files stand in fields of this name with a number behind it. */
  readonly file: string;
  readonly partsOf: (form: PostedForm) => TakenApart;
}

/** What a provider says of a file beside the file; what it leaves out the form itself says. */
type ToldOfFile = { readonly [What in 'name' | 'type' | 'contentId']?: string | undefined };
type WholeMail = Pick<PostedMail, 'raw' | 'isCut' | 'isRebuilt'>;

/** Whether a field is the mail, or a part of it. */
export function isOfMail(name: string, { raw, fields, file }: MailForm): boolean {
  return name === raw || fields.includes(name) || numberBehind(file, name) !== undefined;
}

/** The mail as it was sent, else put together again of what the provider took out of it. Throws `WebhookRefusedError`. */
export async function mailIn(form: PostedForm, how: MailForm, share: BudgetShare): Promise<WholeMail> {
  const mail = form.get(how.raw);
  if (mail !== undefined) return { raw: mail.bytes, isCut: mail.isCut };
  if (form.get(how.header) === undefined) {
    throw new WebhookRefusedError('malformed', `There is neither ${how.raw} nor ${how.header}: this is no mail.`);
  }
  return { ...(await rebuilt(how.partsOf(form), share)), isCut: form.isCut };
}

/** A mail that was taken apart, put together again; its bytes count in the share. */
export async function rebuilt(parts: TakenApart, share: BudgetShare): Promise<Pick<WholeMail, 'raw' | 'isRebuilt'>> {
  const raw = await rebuildMail(parts);
  share.take(raw.length);
  return { raw, isRebuilt: true };
}

/** The files of a form in the order of their numbers. */
export function numberedFiles(
  form: PostedForm,
  file: string,
  told: (name: string) => ToldOfFile,
): readonly TakenFile[] {
  return form.names
    .flatMap((name) => {
      const number = numberBehind(file, name);
      return number === undefined ? [] : [{ name, number }];
    })
    .toSorted((one, other) => one.number - other.number)
    .map(({ name }): TakenFile => {
      const posted = form.get(name);
      const { name: fileName, type, contentId = '' } = told(name);
      return {
        name: fileName ?? posted?.fileName ?? '',
        type: type ?? posted?.type ?? '',
        contentId,
        content: posted?.bytes ?? Buffer.alloc(0),
      };
    });
}

function numberBehind(file: string, name: string): number | undefined {
  const digits = name.startsWith(file) ? name.slice(file.length) : '';
  return /^\d{1,4}$/.test(digits) ? Number(digits) : undefined;
}
