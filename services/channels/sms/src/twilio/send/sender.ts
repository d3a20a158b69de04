import type { ChannelHost, KnownSends, SendContext, SendResult } from '@onethread/channel-kit';
import { z } from 'zod';
import type { SmsContent } from '../../text/content.ts';
import type { TwilioSettings } from '../settings.ts';
import { decode, type TwilioClient } from '../twilio-client.ts';
import { classifyError } from './error-table.ts';
import type { MediaLinks } from './media-links.ts';

const acceptedSchema = z.object({ sid: z.string().min(1) });

export interface SenderParts {
  readonly host: ChannelHost;
  readonly settings: TwilioSettings;
  /** `SMS_SMART_ENCODING`: Twilio is told the same. */
  readonly smartEncoding: boolean;
  readonly twilio: TwilioClient;
  readonly knownSends: KnownSends;
  readonly mediaLinks: MediaLinks;
  /** Where Twilio reports on our messages. */
  readonly statusPath: string;
}

/** One call of the REST API. Never throws. */
export async function sendStep(parts: SenderParts, step: SmsContent, context: SendContext): Promise<SendResult> {
  if (step.files.length > 0 && !isReachable(parts)) {
    return {
      outcome: 'rejected',
      code: 'public-url-missing',
      text: 'Twilio cannot fetch files from here: PUBLIC_URL must be set.',
    };
  }
  const answer = await parts.twilio.send(formOf(parts, step, context), context.signal);
  if (answer.kind === 'not-sent') {
    return { outcome: 'temporary', code: 'not-reached', text: 'Twilio could not be reached.' };
  }
  if (answer.kind === 'no-answer') {
    return { outcome: 'ambiguous', code: 'no-answer', text: 'Twilio took the message and did not answer.' };
  }
  const decoded = decode(answer.body);
  if (answer.status !== 200 && answer.status !== 201) {
    return classifyError(answer.status, answer.headers, decoded);
  }
  const accepted = acceptedSchema.safeParse(decoded);
  if (!accepted.success) {
    return { outcome: 'ambiguous', code: 'unreadable-answer', text: 'Twilio’s answer could not be read.' };
  }
  // Only helps to tell equal texts apart later; the callback brings it again.
  await parts.knownSends.remember(context.sendId, accepted.data.sid).catch(() => undefined);
  return { outcome: 'sent', providerMessageId: accepted.data.sid };
}

/** The account's `whatsapp:` belongs to both ends. */
export function addressesOf({ message }: SendContext): { readonly from: string; readonly to: string } {
  const { account, externalId } = message.identity;
  const prefix = account.startsWith('whatsapp:') ? 'whatsapp:' : '';
  return { from: account, to: prefix + externalId };
}

function formOf(parts: SenderParts, step: SmsContent, context: SendContext): URLSearchParams {
  const { from, to } = addressesOf(context);
  const form = new URLSearchParams({ To: to, From: from });
  const { messagingServiceSid } = parts.settings;
  if (messagingServiceSid !== undefined) form.set('MessagingServiceSid', messagingServiceSid);
  if (step.text !== '') form.set('Body', step.text);
  form.set('SmartEncoded', String(parts.smartEncoding));
  for (const file of step.files) form.append('MediaUrl', parts.mediaLinks.linkTo(file.blobId, file.name));
  if (isReachable(parts)) {
    const send = new URLSearchParams({ send: context.sendId });
    form.set('StatusCallback', `${parts.host.http.publicUrl}${parts.statusPath}?${send.toString()}`);
  }
  return form;
}

/** Twilio refuses addresses of this machine alone; a Twilio on this machine (a simulator) takes them. */
function isReachable({ host, settings }: SenderParts): boolean {
  return !isLocal(host.http.publicUrl) || isLocal(settings.apiUrl);
}

function isLocal(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
