import type { ChannelHarness, PreparedChannel, Verdict } from '@onethread/channel-kit/contract';
import { readSettings } from '@onethread/runtime';
import {
  CENTRE_ERROR_NAMES,
  MessageCentre,
  outboundMessage,
  textPart,
  waitFor,
  type CentreErrorName,
  type MessageCentreOptions,
} from '@onethread/testkit';
import { smsChannel, smsSettings, type SmsSettings } from '../../index.ts';

export const OUR_NUMBER = '+14155550122';
export const PERSON = '+447700900001';
export const ACCOUNT = 'onethread';

export function settingsFor(url: string, env: Readonly<Record<string, string>> = {}): SmsSettings {
  return readSettings(smsSettings, { SMPP_URL: url, SMPP_FROM: OUR_NUMBER, ...env });
}

export function openCentre(options: Partial<MessageCentreOptions> = {}): Promise<MessageCentre> {
  return MessageCentre.open({ accounts: { [ACCOUNT]: 'secret' }, ...options });
}

export async function whenBound(centre: MessageCentre, binds = 1): Promise<void> {
  await waitFor(() => centre.binds().length >= binds, { describe: `${binds} binds` });
}

const VERDICTS: ReadonlyMap<number, Verdict> = new Map([
  [0x00, 'accepted'],
  [0x64, 'try-later'],
  [0x65, 'malformed'],
]);

/** Broken by us: the centre sent what no PDU may be. */
async function verdictOf(status: Promise<number>): Promise<Verdict> {
  const answered = await status.catch(() => undefined);
  const verdict = answered === undefined ? 'too-large' : VERDICTS.get(answered);
  if (verdict === undefined) throw new Error(`status ${answered}`);
  return verdict;
}

/** Part `part` of two of message `n`: a message of several parts is known again when the centre repeats it. */
export function partOf(n: number, part: number): Readonly<Record<string, unknown>> {
  const text = Buffer.from(`part ${part} of message ${n} `, 'latin1');
  return { esm_class: 0x40, short_message: Buffer.concat([Buffer.from([5, 0, 3, n, 2, part]), text]) };
}

const OUTCOMES: Readonly<Record<CentreErrorName, 'rejected' | 'temporary' | 'throttled' | 'unauthorised'>> = {
  'message-too-long': 'rejected',
  'not-bound': 'unauthorised',
  'system-error': 'temporary',
  'invalid-source': 'rejected',
  'invalid-destination': 'rejected',
  'queue-full': 'throttled',
  'submit-failed': 'rejected',
  throttled: 'throttled',
  'temporary-fault': 'temporary',
  'permanent-fault': 'rejected',
  prohibited: 'rejected',
  'unknown-to-us': 'rejected',
};

export const smppHarness: ChannelHarness<SmsSettings> = {
  definition: smsChannel,
  async prepare(): Promise<PreparedChannel<SmsSettings>> {
    const centre = await openCentre();
    const deliver = async (over: Readonly<Record<string, unknown>>): Promise<Verdict> => {
      await whenBound(centre);
      return await verdictOf(centre.sendText(ACCOUNT, PERSON, OUR_NUMBER, 'hello', over));
    };
    return {
      settings: settingsFor(centre.urlOf(ACCOUNT)),
      async deliver(n) {
        const first = await deliver(partOf(n, 1));
        return first === 'accepted' ? await deliver(partOf(n, 2)) : first;
      },
      deliverOversize: () => deliver({ short_message: '', message_payload: Buffer.alloc(20_000) }),
      malformed: [
        { name: 'no sender', deliver: () => deliver({ source_addr: '' }), verdicts: ['malformed'] },
        { name: 'no receiver', deliver: () => deliver({ destination_addr: '' }), verdicts: ['malformed'] },
        { name: 'a receipt of nothing', deliver: () => deliver({ esm_class: 4 }), verdicts: ['accepted'] },
        {
          name: 'a header that lies about its length',
          deliver: () => deliver({ esm_class: 0x40, short_message: Buffer.from([200, 0, 3, 1]) }),
          verdicts: ['accepted'],
        },
      ],
      customer: (host) => host.identity(OUR_NUMBER, PERSON),
      reply: (entryId, identity) => outboundMessage({ entryId, identity, parts: [textPart('one')] }),
      providerCalls: () => centre.calls(),
      sendErrors: [
        ...CENTRE_ERROR_NAMES.map((name) => ({
          name,
          arrange: () => centre.faults.next({ kind: 'error', row: name }),
          outcome: OUTCOMES[name],
        })),
        {
          name: 'the link breaks after accepting',
          arrange: () => centre.faults.next({ kind: 'drop-answer' }),
          outcome: 'ambiguous',
        },
        {
          name: 'the link breaks before accepting',
          arrange: () => centre.faults.next({ kind: 'drop-request' }),
          outcome: 'ambiguous',
        },
        { name: 'no answer ever comes', arrange: () => centre.faults.next({ kind: 'hang' }), outcome: 'ambiguous' },
        { name: 'the centre is down', arrange: () => centre.goDown(), outcome: 'temporary' },
        {
          name: 'the bind is refused',
          async arrange() {
            const before = centre.bindRequests().length;
            centre.refuseBinds();
            centre.dropLinks();
            await waitFor(() => centre.bindRequests().length > before, { describe: 'the next bind' });
          },
          outcome: 'unauthorised',
        },
      ],
      close: () => centre.close(),
    };
  },
};
