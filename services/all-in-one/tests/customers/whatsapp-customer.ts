import type { WhatsappSimulator } from '@onethread/testkit';
import type { Customer } from './customer.ts';
import { postFromMeta } from './meta-person.ts';

export interface WhatsappCustomerOptions {
  readonly url: string;
  readonly whatsapp: WhatsappSimulator;
  readonly appSecret: string;
  readonly phoneNumberId: string;
  readonly index: number;
}

/** Meta's servers, for one phone with WhatsApp. */
export function whatsappCustomer(options: WhatsappCustomerOptions): Customer {
  const { url, whatsapp, appSecret, phoneNumberId, index } = options;
  const waId = `4477008${String(index).padStart(5, '0')}`;
  const { name } = whatsapp.addPerson(waId, { name: `Person${index} W` });
  return {
    name: `whatsapp-${index}`,
    channel: 'whatsapp',
    account: phoneNumberId,
    externalId: waId,
    async write(number, text) {
      const value = {
        messaging_product: 'whatsapp',
        metadata: { display_phone_number: '15550001111', phone_number_id: phoneNumberId },
        contacts: [{ profile: { name }, wa_id: waId }],
        messages: [
          {
            from: waId,
            id: `wamid.${waId}.${number}`,
            timestamp: String(Math.floor(Date.now() / 1000)),
            type: 'text',
            text: { body: text },
          },
        ],
      };
      return await postFromMeta(`${url}/webhooks/whatsapp`, appSecret, {
        object: 'whatsapp_business_account',
        entry: [{ id: '102290129340398', changes: [{ field: 'messages', value }] }],
      });
    },
    close: () => Promise.resolve(),
  };
}
