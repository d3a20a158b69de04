import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { SignJWT } from 'jose';
import { MAX_TOKEN_SECONDS, signToken, verifyToken } from './index.ts';

const SECRET = 'a secret of at least thirty-two bytes!';
const OLDER = 'another secret of at least 32 bytes, older';
const request = { subject: 'agent-1', role: 'agent', validSeconds: 60 } as const;
const token = (claims: object): SignJWT => new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' });
const refused = { name: 'RpcError', code: 'unauthenticated' };

test('a token says who calls, as what and until when', async () => {
  const claims = await verifyToken([SECRET], await signToken(SECRET, request));
  assert.equal(claims.subject, 'agent-1');
  assert.equal(claims.role, 'agent');
  assert.ok(claims.expiresAt * 1000 > Date.now());
});

test('tokens of the older secret hold until it is dropped', async () => {
  const older = await signToken(OLDER, request);
  assert.equal((await verifyToken([SECRET, OLDER], older)).subject, 'agent-1');
  await assert.rejects(verifyToken([SECRET], older), refused);
});

test('an expired token is refused', async () => {
  mock.timers.enable({ apis: ['Date'], now: Date.now() - 3_600_000 });
  const old = await signToken(SECRET, request);
  mock.timers.reset();
  await assert.rejects(verifyToken([SECRET], old), { ...refused, message: 'the token has expired' });
});

test('what is not a token of ours is refused: other bytes, algorithm, issuer, role, no end', async () => {
  const key = new TextEncoder().encode(SECRET);
  const good = await signToken(SECRET, request);
  const bad = [
    '',
    'x.y.z',
    `${good}x`,
    good.slice(0, -2),
    `eyJhbGciOiJub25lIn0.${good.split('.')[1]}.`,
    await token({ role: 'agent' }).setIssuer('else').setSubject('a').setExpirationTime('1h').sign(key),
    await token({ role: 'king' }).setIssuer('onethread').setSubject('a').setExpirationTime('1h').sign(key),
    await token({ role: 'agent' }).setIssuer('onethread').setSubject('a').sign(key),
    await token({ role: 'agent' }).setIssuer('onethread').setExpirationTime('1h').sign(key),
  ];
  for (const one of bad) await assert.rejects(verifyToken([SECRET], one), refused, one);
});

test('a token is never made for ever, for nobody or with a short secret', async () => {
  for (const validSeconds of [0, -1, 1.5, MAX_TOKEN_SECONDS + 1, Number.NaN])
    await assert.rejects(signToken(SECRET, { ...request, validSeconds }), { code: 'invalid' });
  await assert.rejects(signToken(SECRET, { ...request, subject: '' }), { code: 'invalid' });
  await assert.rejects(signToken('short', request));
});
