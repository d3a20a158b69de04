import type { GraphSimulator } from '@onethread/testkit';
import { encodeGraphBody, signGraphBody } from '@onethread/testkit';
import type { Customer } from './customer.ts';
import { postKeptAlive } from './keep-alive-post.ts';

export interface MessengerCustomerOptions {
  readonly url: string;
  readonly graph: GraphSimulator;
  readonly appSecret: string;
  readonly pageId: string;
  readonly index: number;
}

/** Meta's servers, for one person: signed webhooks, sent again until they are answered by 200. */
export function messengerCustomer({ url, graph, appSecret, pageId, index }: MessengerCustomerOptions): Customer {
  const { psid } = graph.addPerson({ psid: `90000000${index}`, firstName: `Person${index}`, lastName: 'M' });
  return {
    name: `messenger-${index}`,
    channel: 'messenger',
    account: pageId,
    externalId: psid,
    async write(number, text) {
      const timestamp = Date.now();
      const event = {
        sender: { id: psid },
        recipient: { id: pageId },
        timestamp,
        message: { mid: `m_${psid}_${number}`, text },
      };
      const body = encodeGraphBody({ object: 'page', entry: [{ id: pageId, time: timestamp, messaging: [event] }] });
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signGraphBody(appSecret, body) };
      return (await postKeptAlive(`${url}/webhooks/messenger`, headers, body)) === 200;
    },
    close: () => Promise.resolve(),
  };
}
