import type { AuditEntry, Link } from '../../../wire/identity.ts';

const EVIDENCE: Readonly<Record<string, string>> = {
  login: 'Signed in to the app as the same user',
  'link-code': 'Sent a code from one to the other',
  'verified-email': 'Both hold the same proved email address',
  'verified-phone': 'Both hold the same proved phone number',
  'confirmed-address': 'A code sent to the address came back',
  agent: 'An agent’s word',
  import: 'Imported',
};

const ACTIONS: Readonly<Record<string, string>> = {
  linked: 'Linked',
  refused: 'Link refused',
  unlinked: 'Taken apart',
  'match-raised': 'Possible match noticed',
  'match-accepted': 'Possible match accepted',
  'match-dismissed': 'Possible match dismissed',
  'code-issued': 'Link code shown to the customer',
  'code-redeemed': 'Link code sent back',
  erased: 'Erased on request',
  exported: 'Data exported',
};

const REFUSED: Readonly<Record<string, string>> = {
  'two-users': 'two different signed-in users would be one person',
  'too-many': 'the person would have too many addresses',
};

const OBSTACLES: Readonly<Record<string, string>> = {
  'two-users': 'These are two different signed-in users of the app. Two users are never one person.',
  'too-many': 'Together they would have more than 50 addresses. That is no one person.',
  'same-person': 'They are one person already.',
  'linked-otherwise': 'They stay one person: another link joins them as well. Take that one back first.',
};

/** On what a link rests. */
export function evidenceWords(evidence: string): string {
  return EVIDENCE[evidence] ?? evidence;
}

export function actionWords({ action }: Pick<AuditEntry, 'action'>): string {
  return ACTIONS[action] ?? action;
}

/** Why a link does not count; empty where it does. */
export function standingWords({ state, refusedBecause }: Link): string {
  if (state === 'refused') return `Refused: ${REFUSED[refusedBecause] ?? refusedBecause}`;
  return state === 'retracted' ? 'Taken back' : '';
}

/** What stands in the way of a change; routing's own words where there are any. */
export function obstacleWords(obstacle: string, explanation: string): string {
  return explanation === '' ? (OBSTACLES[obstacle] ?? obstacle) : explanation;
}

/** The link that an agent has just made: the newest of its kind that was not there before. */
export function madeLink(links: readonly Link[], before: ReadonlySet<string>): Link | undefined {
  return links
    .filter((one) => one.state === 'active' && one.evidence === 'agent' && !before.has(one.linkId))
    .toSorted((one, other) => other.atMs - one.atMs)[0];
}
