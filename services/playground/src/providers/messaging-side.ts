import { createGraphSimulator, type GraphSimulator } from '@onethread/testkit';
import type { Person } from '../../wire/model.ts';
import { doorOf } from './door.ts';
import { FaultSwitchboard } from './fault-switchboard.ts';
import type { ProviderParts, ProviderSide } from './provider.ts';

/** An account on Meta's Messenger Platform, a Page or one of Instagram, and where it is simulated. */
export interface MessagingAccount {
  readonly port: number;
  readonly url?: string | undefined;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly accessToken: string;
  readonly accountId: string;
  readonly appId: number;
}

export interface MessagingOptions extends Pick<ProviderSide, 'about'> {
  readonly object: 'page' | 'instagram';
  /** Of the channel. */
  readonly webhookPath: string;
  /** Names of the channel's settings. */
  readonly settingsOf: (graph: GraphSimulator) => Readonly<Record<string, string>>;
  /** What one who may not be written to is called there. */
  readonly blockedWords: string;
  /** Whether phones report by themselves that a message was delivered. */
  readonly tellsDelivered: boolean;
}

/** What both have: texts, files, quick replies, postbacks, reactions, "seen". */
export async function createMessagingSide(
  account: MessagingAccount,
  parts: ProviderParts,
  options: MessagingOptions,
): Promise<ProviderSide> {
  const { appSecret, verifyToken, accessToken: pageAccessToken, accountId: pageId, appId } = account;
  const { about, object, webhookPath, settingsOf, blockedWords, tellsDelivered } = options;
  const graph = await createGraphSimulator({
    object,
    appSecret,
    verifyToken,
    pageId,
    pageAccessToken,
    appId,
    ...doorOf(account, parts),
    deliversByItself: tellsDelivered,
    onEvent: parts.onEvent,
  });
  const faults = new FaultSwitchboard({
    faults: graph.faults,
    deliveries: graph.deliveries,
    goDown: () => graph.goDown(),
    comeUp: () => graph.comeUp(),
    errorRows: [
      { name: 'person-unavailable', words: blockedWords },
      { name: 'outside-window', words: '10: outside of the 24-hour window' },
      { name: 'rate-page', words: '32: too many calls for this account' },
      { name: 'token-invalid', words: '190: access token invalid' },
      { name: 'temporary-send', words: '1200: temporary failure' },
      { name: 'server-fault', words: '1: server fault (503)' },
    ],
  });
  const idOf = ({ addresses }: Person): string => addresses[about.name] ?? '';
  const { customers } = graph;
  return {
    about,
    settings: settingsOf(graph),
    faults,
    messages: () => graph.conversations().flatMap(({ messages }) => messages),
    connect: (webhookBase) => graph.setWebhookUrl(webhookBase + webhookPath),
    close: () => graph.close(),
    meet(person) {
      const [firstName = person.name, ...rest] = person.name.split(' ');
      graph.addPerson({ psid: idOf(person), firstName, lastName: rest.join(' ') });
    },
    write(person, { text, files }) {
      faults.delivering(() =>
        files.length === 0
          ? customers.sendText(idOf(person), text)
          : customers.sendFiles(idOf(person), files, text === '' ? {} : { text }),
      );
    },
    quickReply(person, { title, payload }) {
      faults.delivering(() => customers.sendText(idOf(person), title, { quickReplyPayload: payload }));
    },
    press(person, { title, payload }) {
      faults.delivering(() => customers.sendPostback(idOf(person), title, payload));
    },
    see(person) {
      const isNews = graph
        .messagesOf(idOf(person))
        .some(({ direction, state }) => direction === 'to-customer' && (state === 'sent' || state === 'delivered'));
      if (isNews) faults.delivering(() => customers.markRead(idOf(person)));
    },
    react(person, mid, emoji, before) {
      const action = emoji === '' ? 'unreact' : 'react';
      faults.delivering(() => customers.react(idOf(person), mid, 'other', emoji === '' ? before : emoji, action));
    },
  };
}
