import type { SimulatorEvent } from '@onethread/testkit';
import type { Findings } from '../findings.ts';
import type { Roster } from './roster.ts';
import { namedAnswer } from './texts.ts';

/** Keeps what the companies outside handed to customers, as it happens: their own memory is bounded. */
export function recordArrivals(roster: Roster, findings: Findings): (event: SimulatorEvent) => void {
  return (event) => {
    if (event.kind !== 'message' || event.message.direction !== 'to-customer') return;
    const { text = '', id } = event.message;
    const answer = namedAnswer(text);
    const person = answer && roster.named(answer.name);
    if (answer === undefined || person === undefined) findings.add('told', `${id} arrived and was written by nobody`);
    else person.arrived.push(answer.mark);
  };
}
