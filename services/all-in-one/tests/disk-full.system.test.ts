import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { words } from './agents/desk-agent.ts';
import { userToken } from './customers/app-device.ts';
import { messengerBody, postMessenger, postTwilio, smsFields } from './customers/signed-posts.ts';
import { smtpDialogue } from './customers/smtp-dialogue.ts';
import { textOf } from './item-text.ts';
import { threadOf } from './thread-of.ts';
import { customerOf, openWorld, SECRETS, type World } from './world.ts';

const { pageId, number, accountSid, authToken, appSecret, mailbox } = SECRETS;
const PSID = '6100000001';
const PHONE = '+447700900611';
const MAIL = 'full@example.org';
/** Fills the rest of what is left quickly. */
const LONG = 'long '.repeat(1500).trimEnd();
const MOST_UNTIL_FULL = 2000;

interface Way {
  readonly channel: string;
  readonly account: string;
  readonly externalId: string;
  /** What a provider is told while nothing can be stored. */
  readonly refusal: number;
  readonly acknowledged: number;
  readonly deliver: (world: World, n: number, text: string) => Promise<number>;
}

const WAYS: readonly Way[] = [
  {
    channel: 'messenger',
    account: pageId,
    externalId: PSID,
    refusal: 503,
    acknowledged: 200,
    deliver: async ({ onethread }, n, text) => {
      const body = messengerBody({
        pageId,
        psid: PSID,
        mid: `m_full_${n}`,
        text: `${n}. ${text}`,
        timestamp: 1_790_000_000_000 + n,
      });
      return (await postMessenger({ url: onethread.url, secret: appSecret }, body)).status;
    },
  },
  {
    channel: 'sms',
    account: number,
    externalId: PHONE,
    refusal: 503,
    acknowledged: 200,
    deliver: async ({ onethread }, n, text) => {
      const fields = smsFields(accountSid, `SM${String(n).padStart(32, '0')}`, PHONE, number, `${n}. ${text}`);
      return (await postTwilio({ url: onethread.url, secret: authToken }, '/webhooks/twilio/sms', fields)).status;
    },
  },
  {
    channel: 'email',
    account: mailbox,
    externalId: MAIL,
    refusal: 451,
    acknowledged: 250,
    deliver: async ({ onethread }, n, text) => {
      const raw = `From: ${MAIL}\r\nMessage-ID: <full.${n}@x>\r\n\r\n${n}. ${text.replaceAll(/(.{70}) /g, '$1\r\n')}\r\n`;
      return (await smtpDialogue(onethread.ports.smtp, { from: MAIL, to: [mailbox], raw })).at(-1) ?? 0;
    },
  },
  {
    channel: 'in-app',
    account: 'app',
    externalId: 'user:full',
    refusal: 503,
    acknowledged: 202,
    deliver: async ({ onethread }, n, text) => {
      const { status } = await fetch(`${onethread.url}/in-app/v1/messages`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await userToken(SECRETS.userTokens, 'full')}`,
          'content-type': 'application/json',
          'idempotency-key': `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
        },
        body: JSON.stringify({ text: `${n}. ${text}` }),
      });
      return status;
    },
  },
];

/** Every acknowledged message stands in history once, and nothing else does. */
async function holds(world: World, way: Way, numbers: readonly number[]): Promise<void> {
  const stored = async () =>
    (await threadOf(world.history, way))
      .filter(({ content }) => content === 'message')
      .map((item) => Number.parseInt(textOf(item), 10));
  await waitFor(async () => (await stored()).length >= numbers.length, {
    describe: `${numbers.length} messages on ${way.channel}`,
    withinMs: 30_000,
  });
  assert.deepEqual(
    (await stored()).toSorted((one, other) => one - other),
    numbers,
    way.channel,
  );
}

/** Sends over one channel until the provider is told to come again. */
async function writeUntilRefused(world: World, way: Way): Promise<number> {
  for (let n = 2; n < MOST_UNTIL_FULL; n += 1) {
    const answered = await way.deliver(world, n, LONG);
    if (answered === way.acknowledged) continue;
    assert.equal(answered, way.refusal, way.channel);
    return n;
  }
  throw new Error('it was never full');
}

const readyz = async ({ onethread }: World) => {
  const answered = await fetch(`http://127.0.0.1:${onethread.ports.admin}/readyz`);
  return { status: answered.status, text: await answered.text() };
};

test(
  'files that may not grow any more: intake says come again, and after a restart all that was acknowledged is there',
  { timeout: 180_000 },
  async () => {
    const world = await openWorld();
    try {
      // A file of more than 3 MiB cannot be written; without the trap the kernel would end the process.
      world.onethread.launcher = ['bash', '-c', `trap '' XFSZ; ulimit -f 3072; exec "$@"`, 'limited'];
      await world.start();
      await world.putAgent('agent-0', 100);
      const [, sms] = WAYS;
      assert.ok(sms);
      assert.equal(await sms.deliver(world, 1, 'First.'), 200);
      const refused = await writeUntilRefused(world, sms);
      for (const way of WAYS) {
        const answered = await way.deliver(world, refused, LONG);
        assert.ok(answered === way.refusal || answered === way.acknowledged, `${way.channel}: ${answered}`);
      }
      await world.onethread.stop();
      world.onethread.launcher = [];
      await world.start();
      for (const way of WAYS) assert.equal(await way.deliver(world, refused, LONG), way.acknowledged, way.channel);
      await holds(
        world,
        sms,
        Array.from({ length: refused }, (_, index) => index + 1),
      );
    } finally {
      await world.close();
    }
  },
);

/** A small file system of its own; `undefined` where this user may not mount one. */
function mountSmall(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (const size of [65_536, 4096]) {
      try {
        for (;;) writeSync(file, Buffer.alloc(size));
      } catch (error) {
        assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
      }
    }
  } finally {
    closeSync(file);
  }
}

test(
  'a full disk: every channel and agent is told to come again, /readyz says why, and with space all goes on',
  { timeout: 180_000 },
  async (t) => {
    const world = await openWorld();
    const { dataFolder } = world.onethread;
    if (!mountSmall(dataFolder)) {
      await world.close();
      t.skip('this user may not mount a small file system');
      return;
    }
    const filler = join(dataFolder, 'filler');
    try {
      await world.start();
      const agent = await world.agent('agent-0', 100);
      for (const way of WAYS) assert.equal(await way.deliver(world, 1, 'First.'), way.acknowledged, way.channel);
      const { conversationId } = await agent.accept(customerOf('sms', number, PHONE));
      assert.equal((await readyz(world)).status, 200);

      fill(filler);
      const refused: number[] = [];
      for (const way of WAYS) refused.push(await writeUntilRefused(world, way));
      const { status, text } = await readyz(world);
      assert.equal(status, 503);
      assert.match(text, /space|disk|full/i);
      const reply = { reply: { conversationId, clientMessageId: 'full', parts: [words(LONG.slice(0, 1000))] } };
      const result = await agent.ask(reply);
      assert.ok(result.code === 'ok' || (result.code === 'unavailable' && result.retryable), result.code);
      assert.match(world.onethread.output, /full|space|disk/i);

      rmSync(filler);
      for (const [place, way] of WAYS.entries()) {
        const last = refused[place] ?? 0;
        await waitFor(async () => (await way.deliver(world, last, LONG)) === way.acknowledged, {
          describe: `${way.channel} to take messages again`,
          withinMs: 30_000,
          everyMs: 200,
        });
        await holds(
          world,
          way,
          Array.from({ length: last }, (_, index) => index + 1),
        );
      }
      const { itemId } = await waitFor(async () => agent.do(reply), {
        describe: 'the reply to be taken',
        withinMs: 30_000,
        everyMs: 200,
      });
      await agent.status(itemId, 'DELIVERED');
      assert.equal(world.twilio.accepted().filter(({ to }) => to === PHONE).length, 1);
      assert.equal((await readyz(world)).status, 200);
      agent.leave();
    } finally {
      await world.onethread.stop();
      execFileSync('umount', [dataFolder]);
      await world.close();
    }
  },
);
