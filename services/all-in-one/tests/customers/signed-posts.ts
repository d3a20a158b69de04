import { createHmac } from 'node:crypto';

export interface Post {
  readonly url: string;
  readonly secret: string;
}

/** Posts a Messenger payload as `curl` with an `openssl dgst -sha256 -hmac` signature would: these bytes, signed. */
export async function postMessenger({ url, secret }: Post, body: string, signature?: string): Promise<Response> {
  const signed = signature ?? `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  return await fetch(`${url}/webhooks/messenger`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(signed === '' ? {} : { 'x-hub-signature-256': signed }) },
    body,
  });
}

/** Posts a form as Twilio: signed over the address and its fields in the order of their names. */
export async function postTwilio(
  { url, secret }: Post,
  path: string,
  fields: Readonly<Record<string, string>>,
  signature?: string,
): Promise<Response> {
  const address = url + path;
  const text = Object.keys(fields)
    .toSorted()
    .reduce((sum, key) => sum + key + (fields[key] ?? ''), address);
  const signed = signature ?? createHmac('sha1', secret).update(text).digest('base64');
  return await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(signed === '' ? {} : { 'x-twilio-signature': signed }),
    },
    body: new URLSearchParams(fields),
  });
}

export interface MessengerText {
  readonly pageId: string;
  readonly psid: string;
  readonly mid: string;
  readonly text: string;
  readonly timestamp?: number;
  readonly attachments?: readonly unknown[];
}

/** One person's message in the shape in which Meta delivers it. */
export function messengerBody({ pageId, psid, mid, text, timestamp = Date.now(), attachments }: MessengerText): string {
  const message = { mid, text, ...(attachments === undefined ? {} : { attachments }) };
  const event = { sender: { id: psid }, recipient: { id: pageId }, timestamp, message };
  return JSON.stringify({ object: 'page', entry: [{ id: pageId, time: timestamp, messaging: [event] }] });
}

/** One phone's message in the shape in which Twilio delivers it. */
export function smsFields(accountSid: string, sid: string, from: string, to: string, body: string) {
  return {
    MessageSid: sid,
    SmsSid: sid,
    AccountSid: accountSid,
    From: from,
    To: to,
    Body: body,
    NumMedia: '0',
    NumSegments: '1',
    ApiVersion: '2010-04-01',
  };
}
