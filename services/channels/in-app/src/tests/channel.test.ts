import { channelContract, type ChannelEnds, type Verdict } from '@onethread/channel-kit/contract';
import { outboundMessage, textPart } from '@onethread/testkit';
import type { InAppSettings } from '../config.ts';
import { inAppChannel } from '../definition.ts';
import { CLOSE_CODES, MAX_FRAME_BYTES, REST_PATH } from '../protocol.ts';
import { DeviceSocket } from './device-socket.ts';
import { settingsFor, startHistory } from './in-app-stage.ts';
import { userToken } from './people.ts';

const CLOSED: Readonly<Record<number, Verdict>> = {
  [CLOSE_CODES.badToken]: 'unauthorised',
  [CLOSE_CODES.forbidden]: 'unauthorised',
  [CLOSE_CODES.protocol]: 'malformed',
  [CLOSE_CODES.unavailable]: 'try-later',
  1009: 'too-large',
};
const STATUSES: Readonly<Record<number, Verdict>> = {
  202: 'accepted',
  400: 'malformed',
  401: 'unauthorised',
  413: 'too-large',
  503: 'try-later',
};

/** The same number is the same message. */
const cidOf = (n: number): string => `019b0000-0000-7000-9000-${String(n).padStart(12, '0')}`;

async function bySocket(at: ChannelEnds, text: string, token: string): Promise<Verdict> {
  const device = new DeviceSocket(at.http.publicUrl);
  await device.opened();
  device.hello({ credentials: { token } });
  device.socket.send(text);
  const verdict = await Promise.race(
    [
      device.frame('accepted').then((): Verdict => 'accepted'),
      device.frame('refused').then(({ code }): Verdict => (code === 'too-long' ? 'too-large' : 'malformed')),
      device.frame('error', ({ code }) => code === 'malformed').then((): Verdict => 'malformed'),
      device.closeCode().then((code): Verdict => CLOSED[code] ?? fail(`closed ${code}`)),
    ].map((race) => race.catch(() => new Promise<never>(() => {}))),
  );
  device.close();
  return verdict;
}

async function byRest(at: ChannelEnds, body: string, token: string, cid: string): Promise<Verdict> {
  const { status } = await fetch(`${at.http.publicUrl}${REST_PATH}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': cid },
    body,
  });
  return STATUSES[status] ?? fail(`status ${status}`);
}

function fail(what: string): never {
  throw new Error(what);
}

const message = (n: number, text = 'hello'): string => JSON.stringify({ type: 'message', cid: cidOf(n), text });

channelContract<InAppSettings>('in-app by socket', {
  definition: inAppChannel,
  async prepare() {
    const history = await startHistory();
    const token = await userToken('anna');
    return {
      settings: settingsFor(history),
      deliver: (n, at) => bySocket(at, message(n), token),
      deliverForged: (at) => bySocket(at, message(1), `${token}x`),
      deliverOversize: (at) => bySocket(at, message(1, 'x'.repeat(MAX_FRAME_BYTES)), token),
      malformed: [
        { name: 'no JSON', deliver: (at) => bySocket(at, '{', token), verdicts: ['malformed'] },
        { name: 'no frame', deliver: (at) => bySocket(at, '{"type":"shout"}', token), verdicts: ['malformed'] },
        {
          name: 'no cid',
          deliver: (at) => bySocket(at, '{"type":"message","cid":"1","text":"x"}', token),
          verdicts: ['malformed'],
        },
        { name: 'empty', deliver: (at) => bySocket(at, message(7, ' \n '), token), verdicts: ['malformed'] },
      ],
      customer: (host) => host.identity('app', 'user:anna'),
      reply: (entryId, identity) => outboundMessage({ entryId, identity, parts: [textPart('one'), textPart('two')] }),
      sendErrors: [],
      close: () => history.stop(),
    };
  },
});

channelContract<InAppSettings>('in-app by REST', {
  definition: inAppChannel,
  async prepare() {
    const history = await startHistory();
    const token = await userToken('anna');
    const body = JSON.stringify({ text: 'hello' });
    return {
      settings: settingsFor(history),
      deliver: (n, at) => byRest(at, body, token, cidOf(n)),
      deliverForged: (at) => byRest(at, body, `${token}x`, cidOf(1)),
      deliverOversize: (at) => byRest(at, JSON.stringify({ text: 'x'.repeat(MAX_FRAME_BYTES) }), token, cidOf(1)),
      malformed: [
        { name: 'no JSON', deliver: (at) => byRest(at, '{', token, cidOf(1)), verdicts: ['malformed'] },
        { name: 'no message', deliver: (at) => byRest(at, '[]', token, cidOf(1)), verdicts: ['malformed'] },
        { name: 'no key', deliver: (at) => byRest(at, body, token, 'one'), verdicts: ['malformed'] },
        {
          name: 'uploads that are none',
          deliver: (at) => byRest(at, '{"uploadIds":[7]}', token, cidOf(1)),
          verdicts: ['malformed'],
        },
      ],
      customer: (host) => host.identity('app', 'user:anna'),
      reply: (entryId, identity) => outboundMessage({ entryId, identity, parts: [textPart('one'), textPart('two')] }),
      sendErrors: [],
      close: () => history.stop(),
    };
  },
});
