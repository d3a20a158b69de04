import type { TokenProvider } from '@onethread/rpc';
import type { Seeded } from '@onethread/testkit';

/** Who an automatic agent is, and how it works. */
export interface AutomaticAgentOptions {
  readonly address: string;
  readonly agentId: string;
  /** Who it says it is; default: of the tests' own deployments. */
  readonly token?: TokenProvider;
  readonly random: Seeded;
  /** Whether a customer's message with this text is answered; the same text always in the same way. */
  readonly answers: (text: string) => boolean;
  /** Chance that a conversation is resolved after a reply. */
  readonly resolves: number;
  /** A conversation in which nothing happened for so long is resolved. */
  readonly quietMs: number;
  /** Told of the text of every customer's message that its stream shows. */
  readonly onShown?: (text: string) => void;
  /** Told of every load that the server tells of it. */
  readonly onLoad?: (agentId: string, load: number, interruptibleLoad: number) => void;
  /** What it says of itself; default AVAILABLE. */
  readonly presence?: 'AVAILABLE' | 'AWAY';
  /** Chance that it declines an offer; default 0. */
  readonly declines?: number;
  /** Now and then it hands over a conversation in which nothing is left to confirm; default: never. */
  readonly handsOver?: {
    readonly chance: number;
    readonly to: () => { readonly agentId: string } | { readonly queueId: string };
  };
}
