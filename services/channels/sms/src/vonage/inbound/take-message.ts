import type { Intake } from '../../intake/intake.ts';
import { withPlus } from '../../numbers/phone-numbers.ts';
import type { PartJoiner } from '../../parts/part-joiner.ts';
import type { InboundSms } from './read-request.ts';

export interface MessageTaker {
  readonly intake: Intake;
  readonly joiner: PartJoiner;
}

/** Makes one SMS, or one part of a long one, durable. Throws `MalformedFormError`, or what makes Vonage come again. */
export async function takeMessage({ intake, joiner }: MessageTaker, form: InboundSms): Promise<void> {
  const from = withPlus(form.msisdn);
  const to = withPlus(form.to);
  const time = timeOf(form['message-timestamp']);
  const { 'concat-ref': reference, 'concat-total': total, 'concat-part': part, text } = form;
  const isPart = form.concat === 'true' && reference !== undefined && total !== undefined && part !== undefined;
  if (isPart && total > 1 && part <= total) {
    await joiner.add({ provider: 'vonage', from, to, reference, total, part, text, ...time });
    return;
  }
  const isBinary = form.type === 'binary';
  await intake.take({
    from,
    to,
    providerMessageId: form.messageId,
    text: isBinary ? '' : text,
    ...time,
    ...(isBinary ? { files: async () => [{ kind: 'unsupported', providerKind: 'binary message' }] } : {}),
  });
}

/** `YYYY-MM-DD HH:MM:SS`, UTC. */
function timeOf(written: string | undefined): { readonly providerTime?: number } {
  const time = Date.parse(`${(written ?? '').replace(' ', 'T')}Z`);
  return Number.isSafeInteger(time) ? { providerTime: time } : {};
}
