import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '@onethread/channel-kit/contract';
import { readSettings } from '@onethread/runtime';
import { outboundMessage, textPart, waitFor } from '@onethread/testkit';
import { smsChannel, smsSettings } from './index.ts';
import { ACCOUNT, openCentre, OUR_NUMBER as SMPP_NUMBER } from './smpp/testing/harness.ts';
import { ACCOUNT_SID, AUTH_TOKEN, OUR_NUMBER as TWILIO_NUMBER, PERSON, simulate } from './twilio/testing/harness.ts';
import {
  API_KEY,
  API_SECRET,
  OUR_NUMBER as VONAGE_NUMBER,
  SIGNATURE_SECRET,
  simulate as simulateVonage,
} from './vonage/testing/harness.ts';

test('numbers of several providers live side by side, and each reply goes out where its number is', async (t) => {
  const [twilio, vonage, centre] = [await simulate(), await simulateVonage(), await openCentre()];
  const stage = await openStage();
  t.after(async () => {
    await stage[Symbol.asyncDispose]();
    await Promise.all([twilio.close(), vonage.close(), centre.close()]);
  });
  const settings = readSettings(smsSettings, {
    TWILIO_ACCOUNT_SID: ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: AUTH_TOKEN,
    TWILIO_FROM: TWILIO_NUMBER,
    TWILIO_API_URL: twilio.url,
    VONAGE_API_KEY: API_KEY,
    VONAGE_API_SECRET: API_SECRET,
    VONAGE_SIGNATURE_SECRET: SIGNATURE_SECRET,
    VONAGE_FROM: VONAGE_NUMBER,
    VONAGE_API_URL: vonage.url,
    SMPP_URL: centre.urlOf(ACCOUNT),
    SMPP_FROM: SMPP_NUMBER,
  });
  const { host, channel } = await stage.run(smsChannel, settings);
  assert.deepEqual(
    channel.accounts.map(({ account }) => account),
    [TWILIO_NUMBER, VONAGE_NUMBER, SMPP_NUMBER],
  );
  for (const [entryId, account] of [
    ['r_t', TWILIO_NUMBER],
    ['r_v', VONAGE_NUMBER],
    ['r_s', SMPP_NUMBER],
  ] as const) {
    await stage.reply(
      outboundMessage({ entryId, identity: host.identity(account, PERSON), parts: [textPart(entryId)] }),
    );
    await waitFor(async () => (await stage.statuses(entryId)).some(({ status }) => status === 'sent'), {
      describe: `${entryId} to be sent`,
    });
  }
  assert.equal(twilio.accepted()[0]?.body, 'r_t');
  assert.equal(vonage.accepted()[0]?.text, 'r_v');
  assert.equal(centre.accepted()[0]?.text, 'r_s');
  const elsewhere = outboundMessage({
    entryId: 'r_x',
    identity: host.identity('+15005550006', PERSON),
    parts: [textPart('x')],
  });
  assert.throws(() => channel.plan(elsewhere), { code: 'unknown-number' });
});

test('without any provider the settings are at fault, and one that is given in part as well', async (t) => {
  const stage = await openStage();
  t.after(() => stage[Symbol.asyncDispose]());
  await assert.rejects(async () => stage.run(smsChannel, readSettings(smsSettings, {})), { code: 'configuration' });
  assert.throws(() => readSettings(smsSettings, { VONAGE_API_KEY: 'k' }), /VONAGE_SIGNATURE_SECRET/);
  assert.throws(() => readSettings(smsSettings, { SMPP_URL: 'http://x', SMPP_FROM: '1' }), /SMPP_URL/);
});
