import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { ACCOUNT, OUR_NUMBER, PERSON } from './testing/harness.ts';
import { kannelMissing, startKannel } from './testing/kannel.ts';
import { playSmpp } from './testing/scene.ts';

const missing = await kannelMissing();
if (missing !== undefined && process.env['REQUIRE_PEERS'] === '1') throw new Error(`REQUIRE_PEERS=1, but ${missing}`);
const skip = missing ?? false;

/** Kannel as the person's side: it and our channel are clients of one message centre, which hands on octet by octet. */
async function play(t: TestContext) {
  const accounts = { [ACCOUNT]: 'secret', kannel: 'kannel' };
  const routes = { [OUR_NUMBER.slice(1)]: ACCOUNT, [PERSON.slice(1)]: 'kannel' };
  const scene = await playSmpp(t, { centre: { accounts, routes } });
  const kannel = await startKannel(scene.centre, 'kannel', 'kannel');
  t.after(() => kannel.close());
  await waitFor(() => scene.centre.binds().includes('kannel'), { describe: 'Kannel to be bound' });
  return { ...scene, kannel };
}

const TEXTS = [
  ['one GSM message', 'Hello @ [home] {x}'],
  ['two GSM parts', 'Long words. '.repeat(17).trim()],
  ['UCS-2', 'Привіт'],
  ['three UCS-2 parts with emoji', 'Щось довге 😀 '.repeat(12).trim()],
] as const;

for (const [what, text] of TEXTS) {
  test(`from Kannel to us: ${what}`, { skip }, async (t) => {
    const { kannel, texts } = await play(t);
    await kannel.send(PERSON.slice(1), OUR_NUMBER.slice(1), text);
    await waitFor(async () => (await texts()).length === 1, { describe: 'the message' });
    assert.deepEqual(await texts(), [text]);
  });

  test(`from us to Kannel: ${what}`, { skip }, async (t) => {
    const { kannel, reply, last } = await play(t);
    await reply('r_k', text);
    await last('r_k', 'delivered');
    await waitFor(() => kannel.received.length === 1, { describe: 'Kannel to receive it' });
    assert.equal(kannel.received[0]?.text, text);
  });
}
