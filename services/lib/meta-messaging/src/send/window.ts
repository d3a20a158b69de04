import type { OutboundMessage } from '@onethread/contracts';

const HOUR_MS = 3_600_000;
/** After the person's last word anything may answer for so long. */
export const REPLY_WINDOW_HOURS = 24;
/** With the tag HUMAN_AGENT a person of ours may answer for so long. */
export const PERSON_WINDOW_HOURS = 7 * 24;
/** Clocks of ours and Meta's differ: from so long before its end on, the wider window is used. */
const CLOCK_SLACK_MS = 60_000;

/** How a message is sent, as Meta wants it declared. */
export type Messaging =
  { readonly messaging_type: 'RESPONSE' } | { readonly messaging_type: 'MESSAGE_TAG'; readonly tag: 'HUMAN_AGENT' };

export const RESPONSE: Messaging = { messaging_type: 'RESPONSE' };
export const HUMAN_AGENT: Messaging = { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };

/** Whether the app may tag this reply: its permission, and a person's own words. */
export function mayTag({ automatic }: Pick<OutboundMessage, 'automatic'>, humanAgent: boolean): boolean {
  return humanAgent && automatic !== true;
}

/**
 * How a reply goes out at `at` (epoch ms); undefined when every window is shut. When nothing is known of when the person
 * wrote, Meta decides.
 */
export function messagingAt(
  message: Pick<OutboundMessage, 'personWroteAt' | 'automatic'>,
  at: number,
  humanAgent: boolean,
): Messaging | undefined {
  if (message.personWroteAt === undefined) return RESPONSE;
  const age = at - message.personWroteAt;
  const tagged = mayTag(message, humanAgent);
  if (age <= REPLY_WINDOW_HOURS * HOUR_MS - (tagged ? CLOCK_SLACK_MS : 0)) return RESPONSE;
  return tagged && age <= PERSON_WINDOW_HOURS * HOUR_MS ? HUMAN_AGENT : undefined;
}

/** For agents: what has passed, and what else there is. */
export function windowWords(label: string, message: Pick<OutboundMessage, 'automatic'>, humanAgent: boolean): string {
  const limit = mayTag(message, humanAgent) ? '7 days' : '24 hours';
  return `${label} takes no reply more than ${limit} after the person’s last message. Answer on another channel, or wait until they write.`;
}
