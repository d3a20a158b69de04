import type { SimulatedMessage } from './conversation-book.ts';

/** What a simulator tells whoever watches it: enough to draw the customer's side live. */
export type SimulatorEvent =
  /** Somebody wrote, or received something. */
  | { readonly kind: 'message'; readonly message: SimulatedMessage }
  /** Its state or text changed. */
  | { readonly kind: 'message-changed'; readonly message: SimulatedMessage }
  /** One attempt to hand something to our side. */
  | {
      readonly kind: 'delivery';
      readonly deliveryId: string;
      readonly attempt: number;
      readonly outcome: AttemptOutcome;
      readonly willRetry: boolean;
    }
  /** A call of our side to the provider. */
  | { readonly kind: 'call'; readonly method: string; readonly path: string; readonly status: number | 'dropped' }
  /** The agent's side types, stops, or has seen. */
  | { readonly kind: 'action'; readonly customer: string; readonly action: string };

export type AttemptOutcome =
  | { readonly kind: 'answered'; readonly status: number }
  /** The request never got through: refused, reset before sending, name not found. */
  | { readonly kind: 'no-connection' }
  /** Connected, but no answer within the provider's patience. */
  | { readonly kind: 'no-answer' };

export type SimulatorObserver = (event: SimulatorEvent) => void;
