import type { TestContext } from 'node:test';
import { openStage } from '@onethread/channel-kit/contract';
import { outboundMessage, textPart, waitFor, type MessageCentreOptions } from '@onethread/testkit';
import { smsChannel } from '../../index.ts';
import { ACCOUNT, openCentre, OUR_NUMBER, PERSON, settingsFor, whenBound } from './harness.ts';

const QUICK = {
  firstRetryMs: 10,
  mostRetryMs: 20,
  sweepEveryMs: 20,
  firstReconcileMs: 10,
  sendGraceMs: 200,
  sendMs: 2_000,
};

export interface SceneOptions {
  readonly centre?: Partial<MessageCentreOptions>;
  readonly env?: Readonly<Record<string, string>>;
}

/** The channel bound to a message centre, with real stores in memory around it. */
export async function playSmpp(t: TestContext, options: SceneOptions = {}) {
  const centre = await openCentre(options.centre);
  const stage = await openStage();
  t.after(async () => {
    await stage[Symbol.asyncDispose]();
    await centre.close();
  });
  const settings = settingsFor(centre.urlOf(ACCOUNT), options.env);
  const run = () => stage.run(smsChannel, settings, QUICK);
  const life = await run();
  await whenBound(centre);
  const identity = life.host.identity(OUR_NUMBER, PERSON);
  const messages = async () => (await stage.received()).filter((record) => record.type === 'message');
  const texts = async () =>
    (await messages()).map(({ parts }) =>
      parts.map((part) => (part.kind === 'text' ? part.text : part.kind)).join('|'),
    );
  return {
    centre,
    stage,
    life,
    run,
    identity,
    messages,
    texts,
    /** A reply with this text, handed over by the log. */
    reply: (entryId: string, text: string) =>
      stage.reply(outboundMessage({ entryId, identity, parts: [textPart(text)] })),
    last: (entryId: string, status: string) =>
      waitFor(async () => (await stage.statuses(entryId)).find((told) => told.status === status), {
        describe: `${entryId} to be ${status}`,
      }),
    write: (text: string, over: Readonly<Record<string, unknown>> = {}) =>
      centre.sendText(ACCOUNT, PERSON, OUR_NUMBER, text, over),
  };
}
