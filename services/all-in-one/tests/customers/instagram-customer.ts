import type { GraphSimulator } from '@onethread/testkit';
import type { Customer } from './customer.ts';
import { postFromMeta } from './meta-person.ts';

export interface InstagramCustomerOptions {
  readonly url: string;
  readonly instagram: GraphSimulator;
  readonly appSecret: string;
  readonly accountId: string;
  readonly index: number;
}

/** Meta's servers, for one person who writes to an Instagram account. */
export function instagramCustomer(options: InstagramCustomerOptions): Customer {
  const { url, instagram, appSecret, accountId, index } = options;
  const { psid } = instagram.addPerson({ psid: `60000000${index}`, firstName: `Person${index}`, lastName: 'I' });
  return {
    name: `instagram-${index}`,
    channel: 'instagram',
    account: accountId,
    externalId: psid,
    async write(number, text) {
      const timestamp = Date.now();
      const event = {
        sender: { id: psid },
        recipient: { id: accountId },
        timestamp,
        message: { mid: `m_${psid}_${number}`, text },
      };
      const entry = [{ id: accountId, time: timestamp, messaging: [event] }];
      return await postFromMeta(`${url}/webhooks/instagram`, appSecret, { object: 'instagram', entry });
    },
    close: () => Promise.resolve(),
  };
}
