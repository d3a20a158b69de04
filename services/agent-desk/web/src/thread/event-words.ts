import type { EventContent, Item } from '../../../wire/model.ts';
import { targetName } from '../targets/target-words.ts';
import { standingWords } from '../person/standing-words.ts';
import { futureTime } from '../ui/times.ts';

/** What agents and queues are called; `undefined` where it is not known here. */
export interface EventNames {
  readonly agent: (agentId: string) => string | undefined;
  readonly queue: (queueId: string) => string | undefined;
  /** Of the item's identity: the person, their address, and what its channel is called. */
  readonly identity: (identityId: string) => { readonly who: string; readonly address: string; readonly label: string };
}

/** Reasons for which somebody gives it up because somebody else gets it: who, the next event tells. */
const HANDED_ON: ReadonlySet<string> = new Set(['transferred', 'assigned-by-supervisor', 'taken-over', 'forced']);

/** What happened with a conversation, in one line; empty for what is no event. */
export function eventWords({ content, atUs, identityId }: Item, names: EventNames): string {
  if (content.kind !== 'event') return '';
  const who = content.agentName || (names.agent(content.agentId) ?? '');
  const reason = content.reason === '' ? '' : ` (${content.reason})`;
  const at = atUs / 1000;
  switch (content.event) {
    case 'opened':
      return `Conversation opened${reason}`;
    case 'reopened':
      return (who === '' ? 'Reopened by a new message' : `${who} reopened it`) + reason;
    case 'resolved':
      return `${who || 'Onethread'} resolved it${reason}`;
    case 'snoozed':
      return `${who || 'Onethread'} snoozed it until ${futureTime(content.untilMs, at)}${reason}`;
    case 'woken':
      return `Back from snoozing${reason}`;
    case 'assigned':
      return assignedWords(content, who || 'an agent');
    case 'released':
      return HANDED_ON.has(content.reason) ? 'Handed on' : `Back in the queue${reason}`;
    case 'queued': {
      const queue = names.queue(content.queueId) ?? 'another queue';
      return who === '' ? `Waits in ${queue}${reason}` : `${who} sent it to ${queue}`;
    }
    case 'target-warning':
      return `${targetName(content.target)} is at risk: due ${futureTime(content.dueMs, at)}`;
    case 'target-missed':
      return `${targetName(content.target)} missed: it was due ${futureTime(content.dueMs, at)}`;
    case 'address-blocked':
    case 'address-no-copies':
    case 'address-open': {
      const said = content.text === '' ? '' : ` (“${content.text}”)`;
      return standingWords(content.event, content.reason, names.identity(identityId)) + said;
    }
    default:
      return `${content.event}${reason}`;
  }
}

function assignedWords({ reason }: EventContent, who: string): string {
  const Who = who.charAt(0).toUpperCase() + who.slice(1);
  switch (reason) {
    case 'accepted':
      return `${Who} accepted it`;
    case '':
    case 'taken':
      return `${Who} took it on`;
    case 'auto':
      return `Given to ${who}`;
    case 'transferred':
      return `Transferred to ${who}`;
    case 'assigned-by-supervisor':
      return `Assigned to ${who} by a supervisor`;
    case 'taken-over':
      return `${Who} took it over`;
    case 'forced':
      return `Given to ${who} by a supervisor, beyond capacity`;
    default:
      return `${Who} took it on (${reason})`;
  }
}
