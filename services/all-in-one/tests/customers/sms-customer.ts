import type { TwilioSimulator } from '@onethread/testkit';
import { signTwilioForm } from '@onethread/testkit';
import type { Customer } from './customer.ts';

export interface SmsCustomerOptions {
  readonly url: string;
  readonly twilio: TwilioSimulator;
  readonly accountSid: string;
  readonly authToken: string;
  readonly number: string;
  readonly index: number;
}

const TIMEOUT_MS = 10_000;

/** Twilio, for one phone: signed forms, sent again until they are answered by 2xx. */
export function smsCustomer({ url, twilio, accountSid, authToken, number: to, index }: SmsCustomerOptions): Customer {
  const phone = `+4477009${String(index).padStart(5, '0')}`;
  const address = `${url}/webhooks/twilio/sms`;
  return {
    name: `sms-${index}`,
    channel: 'sms',
    account: to,
    externalId: phone,
    async write(number, text) {
      const sid = `SM${String(index).padStart(8, '0')}${String(number).padStart(24, '0')}`;
      const form = new URLSearchParams({
        MessageSid: sid,
        SmsSid: sid,
        AccountSid: accountSid,
        From: phone,
        To: to,
        Body: text,
        NumMedia: '0',
        NumSegments: '1',
        ApiVersion: '2010-04-01',
      });
      const response = await fetch(address, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': signTwilioForm(authToken, address, form),
        },
        body: form,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch(() => undefined);
      return response?.ok ?? false;
    },
    received: () =>
      twilio
        .accepted()
        .filter((message) => message.to === phone)
        .map(({ body }) => body),
    close: () => Promise.resolve(),
  };
}
