import { signTwilioForm } from '@onethread/testkit';
import type { Customer } from './customer.ts';
import { postKeptAlive } from './keep-alive-post.ts';

export interface SmsCustomerOptions {
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  readonly number: string;
  readonly index: number;
}

/** Twilio, for one phone: signed forms, sent again until they are answered by 2xx. */
export function smsCustomer({ url, accountSid, authToken, number: to, index }: SmsCustomerOptions): Customer {
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
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signTwilioForm(authToken, address, form),
      };
      return (await postKeptAlive(address, headers, form.toString())) === 200;
    },
    close: () => Promise.resolve(),
  };
}
