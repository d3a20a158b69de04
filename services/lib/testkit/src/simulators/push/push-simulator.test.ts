import assert from 'node:assert/strict';
import { createECDH } from 'node:crypto';
import { test } from 'node:test';
import { browserKeys, decryptPush } from './decrypt-push.ts';
import { createPushSimulator } from './push-simulator.ts';

const post = async (url: string, headers: Record<string, string> = {}): Promise<number> =>
  (await fetch(url, { method: 'POST', headers: { ttl: '60', ...headers } })).status;
const base64url = (text: string): Buffer => Buffer.from(text, 'base64url');

test('the example of RFC 8291, section 5, is read', () => {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(base64url('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94'));
  const body = base64url(
    [
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml',
      'mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT',
      'pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    ].join(''),
  );
  const text = decryptPush(body, { pair, auth: base64url('BTBZMqHH6r4Tts7J_aSIgg') });
  assert.equal(text.toString('utf8'), 'When I grow up, I want to be a watermelon');
  body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
  assert.throws(() => decryptPush(body, { pair, auth: base64url('BTBZMqHH6r4Tts7J_aSIgg') }));
});

test('a push of nobody, without proof or with a token for another service is refused', async () => {
  const service = await createPushSimulator();
  try {
    const key = browserKeys((length) => Buffer.alloc(length)).pair.getPublicKey('base64url');
    const { endpoint } = service.subscribe(key);
    assert.equal(await post(`${service.url}/push/nobody`), 404);
    assert.equal(await post(endpoint), 401);
    assert.equal(await post(endpoint, { authorization: `vapid t=a.b.c, k=${key}` }), 401);
    service.faults.next({ kind: 'error', row: 'rate-limited' });
    assert.equal(await post(endpoint), 429);
    service.unsubscribe(endpoint);
    assert.equal(await post(endpoint), 410);
    assert.deepEqual(service.accepted(), []);
    assert.equal(service.refused().length, 2);
  } finally {
    await service.close();
  }
});
