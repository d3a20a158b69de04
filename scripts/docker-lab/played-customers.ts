import { once } from 'node:events';
import { waitFor } from '@onethread/testkit';
import { WebSocket } from 'ws';
import { Client, createDevice } from '../../services/client/src/index.ts';
import type { Act, PlaygroundState, ServerFrame } from '../../services/playground/wire/frames.ts';
import type { Person, ShownMessage } from '../../services/playground/wire/model.ts';

/** Somebody played at one simulated provider, or in the app. */
export interface PlayedCustomer {
  /** Of the provider, and whoever it is. */
  readonly name: string;
  readonly write: (text: string) => void;
  /** What came back so far, oldest first. */
  readonly received: () => readonly string[];
  /** What the provider tried to hand over until it gave up, as Twilio does at once: nobody has ever said yes to it. */
  readonly givenUp: () => readonly string[];
}

interface PlayedApp extends PlayedCustomer {
  readonly close: () => void;
}

export interface PlayedCustomers {
  readonly customers: readonly PlayedCustomer[];
  /** What the playground did not do as it was told, in its words. */
  readonly refusals: readonly string[];
  close(): void;
}

/** The first people of the playground at every provider and in the app, through the front door alone, without a browser. */
export async function openPlayedCustomers(web: string, people = 1, withinMs = 60_000): Promise<PlayedCustomers> {
  const socket = new WebSocket(`${web.replace(/^http/, 'ws')}/playground/v1/socket`, { origin: web });
  const messages = new Map<string, ShownMessage>();
  const refusals: string[] = [];
  let state: PlaygroundState | undefined;
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as ServerFrame;
    if (frame.type === 'state') state = frame.state;
    if (frame.type === 'message') messages.set(keyOf(frame.message), frame.message);
    if (frame.type === 'refused') refusals.push(frame.message);
  });
  await once(socket, 'open');
  const known = await waitFor(() => state, { describe: 'the state of the playground', withinMs });
  const act = (what: Act): void => socket.send(JSON.stringify({ type: 'act', id: crypto.randomUUID(), act: what }));
  const played = known.people.slice(0, people);
  const apps = await Promise.all(played.map((person) => openApp(web, person, withinMs)));
  const atProviders = known.providers.flatMap(({ name }) =>
    played.map((person): PlayedCustomer => {
      const address = person.addresses[name];
      const textsOf = (fits: (message: ShownMessage) => boolean) =>
        [...messages.values()]
          .filter((one) => one.provider === name && one.customer === address && fits(one))
          .map(({ text = '' }) => text);
      return {
        name: `${name} of ${person.name}`,
        write: (text) => act({ kind: 'write', provider: name, personId: person.id, fileIds: [], subject: text, text }),
        received: () => textsOf(({ direction }) => direction === 'to-customer'),
        givenUp: () => textsOf((message) => message.state === 'given-up'),
      };
    }),
  );
  return {
    customers: [...atProviders, ...apps],
    refusals,
    close() {
      socket.close();
      for (const app of apps) app.close();
    },
  };
}

/** Telegram counts the messages of each chat by itself. */
const keyOf = ({ provider, customer, id }: ShownMessage): string => JSON.stringify([provider, customer, id]);

/** The app's own messenger, signed in by the token that the playground signs as an app's backend would. */
async function openApp(web: string, person: Person, withinMs: number): Promise<PlayedApp> {
  const client = new Client(createDevice({ serverUrl: web, client: 'docker-lab/1' }));
  client.identify(async () => {
    const answer = await fetch(`${web}/playground/v1/token`, {
      method: 'POST',
      headers: { origin: web, 'content-type': 'application/json' },
      body: JSON.stringify({ user: person.id }),
    });
    if (!answer.ok) throw new Error(`no token for ${person.name}: ${answer.status}`);
    return ((await answer.json()) as { token: string }).token;
  });
  client.enter();
  await waitFor(() => client.view.session?.feed.live, { describe: `the app of ${person.name}`, withinMs });
  return {
    name: `app of ${person.name}`,
    write(text) {
      if (client.session?.write(text) !== true) throw new Error(`the app of ${person.name} takes no message`);
    },
    received: () =>
      client.view.session?.feed.items
        .filter(({ mine }) => !mine)
        .map(({ parts }) => parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')) ?? [],
    givenUp: () => [],
    close: () => client.close(),
  };
}
