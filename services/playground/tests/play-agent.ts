import { createTransport } from 'nodemailer';
import type { ReceivedMail } from '@onethread/testkit';
import { EMAIL_ADDRESS, type PlaygroundFixture } from './playground-fixture.ts';

/** Calls the simulated providers as Onethread's channels would. */
export interface PlayedAgent {
  /** Tells the HTTP status. */
  sms(to: string, body: string): Promise<number>;
  messenger(psid: string, message: { readonly text: string } | 'typing_on'): Promise<number>;
  mail(answered: ReceivedMail, html: string): Promise<void>;
}

export function playAgent({ playground, url }: PlaygroundFixture): PlayedAgent {
  const setting = (name: string): string => playground.settings[name] ?? '';
  return {
    async sms(to, body) {
      const account = setting('TWILIO_ACCOUNT_SID');
      const secret = Buffer.from(`${account}:${setting('TWILIO_AUTH_TOKEN')}`).toString('base64');
      const answer = await fetch(`${setting('TWILIO_API_URL')}/2010-04-01/Accounts/${account}/Messages.json`, {
        method: 'POST',
        headers: { authorization: `Basic ${secret}` },
        body: new URLSearchParams({
          To: to,
          From: setting('TWILIO_FROM'),
          Body: body,
          StatusCallback: `${url}/webhooks/twilio/status`,
        }),
      });
      return answer.status;
    },
    async messenger(psid, message) {
      const what = message === 'typing_on' ? { sender_action: message } : { message };
      const answer = await fetch(`${setting('MESSENGER_GRAPH_URL')}/v25.0/${setting('MESSENGER_PAGE_ID')}/messages`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${setting('MESSENGER_PAGE_ACCESS_TOKEN')}`,
        },
        body: JSON.stringify({ recipient: { id: psid }, ...what }),
      });
      return answer.status;
    },
    async mail({ messageId, from, subject }, html) {
      const relay = createTransport(setting('EMAIL_RELAY_URL'));
      await relay.sendMail({
        from: EMAIL_ADDRESS,
        to: from.address,
        subject: `Re: ${subject}`,
        inReplyTo: `<${messageId}>`,
        html,
      });
      relay.close();
    },
  };
}
