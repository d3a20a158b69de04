import express, { type Response } from 'express';
import { z } from 'zod';
import { UnsendableError, type Channel, type ChannelDefinition, type SendContext, type SendResult } from '../index.ts';

/** The smallest channel that is one: a signed-by-password webhook in, a scripted postman out. */
export interface PaperSettings {
  readonly password: string;
  readonly post: PaperPost;
}

/** The provider: what it was handed, and what it does with the next letters (at the end of the script it takes them). */
export class PaperPost {
  readonly calls: string[] = [];
  readonly lookUps: string[] = [];
  readonly signals: string[] = [];
  /** What a sign waits for before it is shown. */
  beforeSignal: (signal: AbortSignal) => Promise<void> = async () => {};
  readonly script: ((context: SendContext) => SendResult | Promise<SendResult>)[] = [];
  readonly records = new Map<string, SendResult>();

  async take(context: SendContext): Promise<SendResult> {
    this.calls.push(context.sendId);
    const answer = this.script.shift();
    return answer === undefined ? { outcome: 'sent', providerMessageId: `p-${context.sendId}` } : await answer(context);
  }
}

const letterSchema = z.object({ id: z.string(), from: z.string(), text: z.string().min(1) });

export const paperChannel: ChannelDefinition<PaperSettings> = {
  name: 'paper',
  capabilities: {
    label: 'Paper',
    color: '#888888',
    glyph: 'P',
    maxTextLength: 1000,
    maxFiles: 1,
    maxFileBytes: 1000,
    fileTypes: [],
    receipts: [],
    typing: false,
    signals: ['typing', 'seen'],
    live: false,
    weight: 1,
  },
  create(host, settings): Channel {
    const routes = express.Router();
    routes.post('/', express.json({ limit: 1000 }), async (request, response: Response) => {
      if (request.get('x-password') !== settings.password) return void response.status(401).end();
      const letter = letterSchema.safeParse(request.body);
      if (!letter.success) {
        host.refused('not-a-letter');
        return void response.status(400).end();
      }
      const { id, from, text } = letter.data;
      const identity = host.identity('home', from);
      const parts = [{ kind: 'text' as const, text }];
      await host.receive([
        { type: 'message', identity, profile: {}, providerMessageId: id, author: 'customer', parts },
      ]);
      response.status(204).end();
    });
    return {
      accounts: [{ account: 'home', label: 'Letter box' }],
      start: async () => host.http.mount('/paper', routes),
      stop: async () => {},
      plan(message) {
        const texts = message.parts.filter((part) => part.kind === 'text');
        if (texts.some((part) => part.text === 'unsendable'))
          throw new UnsendableError('no-stamp', 'It needs a stamp.');
        if (texts.some((part) => part.text === 'bug')) throw new TypeError('a fault of the channel');
        return texts.map((part) => ({ text: part.text }));
      },
      send: (_step, context) => settings.post.take(context),
      async signal(signal, { identity, signal: ended }) {
        await settings.post.beforeSignal(ended);
        settings.post.signals.push(`${identity.externalId} ${signal}`);
      },
      async reconcile(_step, context) {
        settings.post.lookUps.push(context.sendId);
        return settings.post.records.get(context.sendId);
      },
    };
  },
};
