import { outboundMessage, textPart } from '@onethread/testkit';
import { paperChannel, PaperPost } from '../testing/paper-channel.ts';
import { channelContract, type ChannelEnds, type Verdict } from './channel.contract.ts';

const VERDICTS: Readonly<Record<number, Verdict>> = {
  204: 'accepted',
  400: 'malformed',
  401: 'unauthorised',
  413: 'too-large',
  503: 'try-later',
};

async function post(at: ChannelEnds, body: string, password = 'sesame'): Promise<Verdict> {
  const response = await fetch(`${at.http.publicUrl}/paper`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-password': password },
    body,
  });
  const verdict = VERDICTS[response.status];
  if (verdict === undefined) throw new Error(`status ${response.status}`);
  return verdict;
}

const letter = (n: number, text = 'hello') => JSON.stringify({ id: `letter-${n}`, from: 'anna', text });

channelContract('the paper channel', {
  definition: paperChannel,
  async prepare() {
    const provider = new PaperPost();
    return {
      settings: { password: 'sesame', post: provider },
      deliver: (n, at) => post(at, letter(n)),
      deliverForged: (at) => post(at, letter(1), 'wrong'),
      deliverOversize: (at) => post(at, letter(1, 'x'.repeat(2000))),
      malformed: [
        { name: 'no JSON', deliver: (at) => post(at, '{'), verdicts: ['malformed'] },
        { name: 'no letter', deliver: (at) => post(at, '[]'), verdicts: ['malformed'] },
      ],
      customer: (host) => host.identity('home', 'anna'),
      reply: (entryId, identity) => outboundMessage({ entryId, identity, parts: [textPart('one'), textPart('two')] }),
      providerCalls: () => provider.calls.length,
      sendErrors: [
        {
          name: 'refused',
          arrange: () => void provider.script.push(() => ({ outcome: 'rejected', code: 'gone', text: 'moved away' })),
          outcome: 'rejected',
          text: /moved/,
        },
      ],
      close: async () => {},
    };
  },
});
