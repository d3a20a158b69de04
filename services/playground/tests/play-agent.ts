import { createTransport } from 'nodemailer';
import type { ReceivedMail } from '@onethread/testkit';
import { EMAIL_ADDRESS, type PlaygroundFixture } from './playground-fixture.ts';

/** Calls the simulated providers as Onethread's channels would. */
export interface PlayedAgent {
  /** Tells the HTTP status. */
  sms(to: string, body: string): Promise<number>;
  messenger(psid: string, message: { readonly text: string } | 'typing_on'): Promise<number>;
  instagram(id: string, message: { readonly text: string } | 'typing_on'): Promise<number>;
  whatsapp(waId: string, body: string): Promise<number>;
  /** To the person's message of this id. */
  whatsappTyping(wamid: string): Promise<number>;
  telegram(method: string, chat: string, parameters: object): Promise<number>;
  mail(answered: ReceivedMail, html: string): Promise<void>;
}

export function playAgent({ playground, url }: PlaygroundFixture): PlayedAgent {
  const setting = (name: string): string => playground.settings[name] ?? '';
  /** `company`: as the names of its settings begin. */
  async function graph(company: string, path: string, token: string, body: object): Promise<number> {
    const answer = await fetch(`${setting(`${company}_GRAPH_URL`)}/v25.0/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${setting(token)}` },
      body: JSON.stringify(body),
    });
    return answer.status;
  }
  const whatsapp = (body: object): Promise<number> =>
    graph('WHATSAPP', `${setting('WHATSAPP_PHONE_NUMBER_ID')}/messages`, 'WHATSAPP_ACCESS_TOKEN', {
      messaging_product: 'whatsapp',
      ...body,
    });
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
    messenger: (psid, message) =>
      graph(
        'MESSENGER',
        `${setting('MESSENGER_PAGE_ID')}/messages`,
        'MESSENGER_PAGE_ACCESS_TOKEN',
        toPerson(psid, message),
      ),
    instagram: (id, message) => graph('INSTAGRAM', 'me/messages', 'INSTAGRAM_ACCESS_TOKEN', toPerson(id, message)),
    whatsapp: (to, body) => whatsapp({ recipient_type: 'individual', to, type: 'text', text: { body } }),
    whatsappTyping: (message_id) => whatsapp({ status: 'read', message_id, typing_indicator: { type: 'text' } }),
    async telegram(method, chat_id, parameters) {
      const answer = await fetch(`${setting('TELEGRAM_API_URL')}/bot${setting('TELEGRAM_BOT_TOKEN')}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id, ...parameters }),
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

function toPerson(id: string, message: { readonly text: string } | 'typing_on'): object {
  return { recipient: { id }, ...(message === 'typing_on' ? { sender_action: message } : { message }) };
}
