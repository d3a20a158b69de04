import { Agent, request } from 'node:http';
import { signTwilioForm } from '@onethread/testkit';
import { SECRETS } from '../../tests/world.ts';
import type { Writer } from './writer.ts';

const TIMEOUT_MS = 10_000;
/** Connections that Twilio's side keeps open. */
const CONNECTIONS = 64;

/** Twilio's side of many phones: signed forms over connections that stay open. */
export function createSmsGateway(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const address = `${url}/webhooks/twilio/sms`;

  function post(form: URLSearchParams): Promise<number | undefined> {
    const body = form.toString();
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'x-twilio-signature': signTwilioForm(SECRETS.authToken, address, form),
    };
    return new Promise((resolve, reject) => {
      const call = request(address, { method: 'POST', agent, headers, timeout: TIMEOUT_MS }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
        response.on('error', reject);
      });
      call.on('timeout', () => call.destroy(new Error('no answer')));
      call.on('error', reject);
      call.end(body);
    });
  }

  return {
    /** One phone. */
    writer: (index: number): Writer => ({
      async write(number, text) {
        const sid = `SM${String(index).padStart(8, '0')}${String(number).padStart(24, '0')}`;
        const form = new URLSearchParams({
          MessageSid: sid,
          SmsSid: sid,
          AccountSid: SECRETS.accountSid,
          From: `+4477009${String(index).padStart(5, '0')}`,
          To: SECRETS.number,
          Body: text,
          NumMedia: '0',
          NumSegments: '1',
          ApiVersion: '2010-04-01',
        });
        const status = await post(form).catch(() => undefined);
        return status === 200;
      },
      close: () => Promise.resolve(),
    }),
    close: () => agent.destroy(),
  };
}
