import type { Verdict } from '@onethread/channel-kit/contract';
import { signGraphBody } from '@onethread/testkit';
import { APP_SECRET } from './meta-side.ts';

const VERDICTS: Readonly<Record<number, Verdict>> = {
  200: 'accepted',
  400: 'malformed',
  401: 'unauthorised',
  413: 'too-large',
  415: 'malformed',
  503: 'try-later',
};

/** Signed rightly unless a signature is given. */
export async function postWebhook(
  address: string,
  body: string | Uint8Array<ArrayBuffer>,
  signature: string = signGraphBody(APP_SECRET, body),
): Promise<Verdict> {
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
  const response = await fetch(address, { method: 'POST', headers, body });
  await response.arrayBuffer();
  const verdict = VERDICTS[response.status];
  if (verdict === undefined) throw new Error(`status ${response.status}`);
  return verdict;
}
