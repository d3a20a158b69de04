import type { SimulatedMessage, SimulatorEvent } from '@onethread/testkit';
import type { ServerFrame } from '../wire/frames.ts';
import { PLAYGROUND_PATH } from '../wire/frames.ts';
import type { ProviderName, ShownMessage } from '../wire/model.ts';
import type { ShownFiles } from './files/shown-files.ts';
import type { Reactions } from './reactions.ts';

/** What is known beyond what a provider tells. */
export interface Showing {
  readonly files: ShownFiles;
  readonly reactions: Reactions;
}

/** A simulator's message as the page draws it. */
export function showMessage(provider: ProviderName, message: SimulatedMessage, showing: Showing): ShownMessage {
  const { id, customer, direction, at, text, subject, html, state } = message;
  const reaction = showing.reactions.of({ provider, customer, id });
  return {
    provider,
    id,
    customer,
    direction,
    at,
    state,
    files: message.files.map((file) => showing.files.show(provider, file)),
    ...(text === undefined ? {} : { text }),
    ...(subject === undefined ? {} : { subject }),
    ...(html === undefined ? {} : { htmlUrl: mailBodyUrl(provider, customer, id) }),
    ...(reaction === undefined ? {} : { reaction }),
  };
}

/** Where the formatted body of a mail is shown. */
function mailBodyUrl(...place: readonly [provider: ProviderName, customer: string, id: string]): string {
  return `${PLAYGROUND_PATH}/v1/mails/${place.map(encodeURIComponent).join('/')}`;
}

/** What a page is told of a simulator's event; undefined for what would only be noise. */
export function showEvent(provider: ProviderName, event: SimulatorEvent, showing: Showing): ServerFrame | undefined {
  switch (event.kind) {
    case 'message':
    case 'message-changed':
      return { type: 'message', message: showMessage(provider, event.message, showing) };
    case 'delivery': {
      const { deliveryId, attempt, outcome, willRetry } = event;
      const shown = outcome.kind === 'answered' ? outcome.status : outcome.kind;
      return {
        type: 'happening',
        happening: { kind: 'delivery', provider, deliveryId, attempt, outcome: shown, willRetry },
      };
    }
    case 'call': {
      // Files are fetched by the page as well; who did it says nothing.
      if (isFilePath(event.path)) return undefined;
      const what = event.method === 'POST' ? 'send' : 'look-up';
      return { type: 'happening', happening: { kind: 'call', provider, what, outcome: event.status } };
    }
    case 'action':
      return { type: 'agent', provider, customer: event.customer, action: event.action };
  }
}

function isFilePath(path: string): boolean {
  return /^\/attachments\/|^\/cdn\/|\/Media\/|^\/media-host\/|^\/file\//.test(path);
}
