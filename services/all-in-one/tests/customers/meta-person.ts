import { encodeGraphBody, signGraphBody } from '@onethread/testkit';
import { postKeptAlive } from './keep-alive-post.ts';

/** Meta's servers hand a signed webhook over; true once it was answered by 200. */
export async function postFromMeta(address: string, appSecret: string, content: object): Promise<boolean> {
  const body = encodeGraphBody(content);
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signGraphBody(appSecret, body) };
  return (await postKeptAlive(address, headers, body)) === 200;
}
