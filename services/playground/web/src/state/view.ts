import type { PlaygroundState, ServerFrame } from '../../../wire/frames.ts';
import type { ProviderName, ShownMessage, ShownProvider } from '../../../wire/model.ts';
import { addHappening, type TickerLine } from './ticker.ts';

/** Messages kept in the page, newest kept. */
export const MAX_KEPT_MESSAGES = 2_000;

export type ConnectionStatus = 'connecting' | 'live' | 'lost';
/** One customer at one provider. */
export type ConversationKey = `${ProviderName}|${string}`;

/** All that the page shows. */
export interface View {
  readonly status: ConnectionStatus;
  /** Absent until the server has spoken. */
  readonly stage?: Omit<PlaygroundState, 'messages'>;
  readonly messages: ReadonlyMap<string, ShownMessage>;
  /** Until when (epoch ms) the agent's side is shown as typing. */
  readonly typingUntil: Readonly<Record<ConversationKey, number>>;
  /** When (epoch ms) the agent's side said that it has seen everything. */
  readonly agentSawAt: Readonly<Record<ConversationKey, number>>;
  /** Up to when (epoch ms) the player has looked at a conversation. */
  readonly lookedAt: Readonly<Record<ConversationKey, number>>;
  readonly ticker: readonly TickerLine[];
}

export const EMPTY_VIEW: View = {
  status: 'connecting',
  messages: new Map(),
  typingUntil: {},
  agentSawAt: {},
  lookedAt: {},
  ticker: [],
};

export type ViewEvent =
  | { readonly kind: 'status'; readonly status: ConnectionStatus }
  | { readonly kind: 'frame'; readonly frame: ServerFrame; readonly now: number }
  /** The player looks at a conversation. */
  | { readonly kind: 'looked'; readonly key: ConversationKey; readonly now: number };

export function keyOf(provider: ProviderName, customer: string): ConversationKey {
  return `${provider}|${customer}`;
}

/** The next view; the same object when nothing changed. */
export function nextView(view: View, event: ViewEvent): View {
  switch (event.kind) {
    case 'status':
      return view.status === event.status ? view : { ...view, status: event.status };
    case 'looked':
      return { ...view, lookedAt: { ...view.lookedAt, [event.key]: event.now } };
    case 'frame':
      return afterFrame(view, event.frame, event.now);
  }
}

function afterFrame(view: View, frame: ServerFrame, now: number): View {
  switch (frame.type) {
    case 'state': {
      const { messages, ...stage } = frame.state;
      return { ...view, stage, messages: new Map(messages.map((message) => [idOf(message), message])) };
    }
    case 'message':
      return withMessage(view, frame.message);
    case 'person':
      return withStage(view, (stage) => {
        const others = stage.people.filter(({ id }) => id !== frame.person.id);
        const place = stage.people.findIndex(({ id }) => id === frame.person.id);
        return { ...stage, people: others.toSpliced(place === -1 ? others.length : place, 0, frame.person) };
      });
    case 'faults':
      return withStage(view, (stage) => ({
        ...stage,
        providers: stage.providers.map((one) =>
          one.name === frame.provider ? { ...one, faults: frame.faults, held: frame.held } : one,
        ),
      }));
    case 'agent':
      return afterAgent(view, frame, now);
    case 'happening': {
      const { happening } = frame;
      const { label = happening.provider } = providerOf(view, happening.provider) ?? {};
      return { ...view, ticker: addHappening(view.ticker, happening, label, now) };
    }
    case 'done':
    case 'refused':
      return view;
  }
}

function afterAgent(view: View, frame: Extract<ServerFrame, { type: 'agent' }>, now: number): View {
  const { provider, customer, action } = frame;
  const key = keyOf(provider, customer);
  switch (action) {
    case 'typing_on': {
      const until = now + (providerOf(view, provider)?.typingLastsMs ?? 0);
      return { ...view, typingUntil: { ...view.typingUntil, [key]: until } };
    }
    case 'typing_off':
      return { ...view, typingUntil: { ...view.typingUntil, [key]: 0 } };
    case 'mark_seen':
      return { ...view, agentSawAt: { ...view.agentSawAt, [key]: now } };
    default:
      return view;
  }
}

function withMessage(view: View, message: ShownMessage): View {
  const messages = new Map(view.messages);
  messages.set(idOf(message), message);
  const [oldest] = messages.keys();
  if (messages.size > MAX_KEPT_MESSAGES && oldest !== undefined) messages.delete(oldest);
  if (message.direction === 'from-customer' || view.messages.has(idOf(message))) return { ...view, messages };
  // What was being typed has arrived.
  const key = keyOf(message.provider, message.customer);
  return { ...view, messages, typingUntil: { ...view.typingUntil, [key]: 0 } };
}

function withStage(view: View, change: (stage: NonNullable<View['stage']>) => NonNullable<View['stage']>): View {
  return view.stage === undefined ? view : { ...view, stage: change(view.stage) };
}

function providerOf({ stage }: View, name: ProviderName): ShownProvider | undefined {
  return stage?.providers.find((one) => one.name === name);
}

function idOf({ provider, customer, id }: ShownMessage): string {
  return `${provider}|${customer}|${id}`;
}
