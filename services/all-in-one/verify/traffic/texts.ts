/** What customers and agents of a run write: every text names its message, so that it is known again wherever it appears. */

const FILLING = 'I have a question about my order from last week, could you please have a look?';

export const messageText = (name: string, number: number): string => `${name}#${number}: ${FILLING}`;

const MESSAGE = /^([a-z-]+-\d+)#(\d+):/;
const ANSWER = /re ([a-z-]+-\d+)#(\d+) by (agent-\d+)/;

export interface NamedMessage {
  readonly name: string;
  readonly number: number;
}

/** Whose message a text is, and which; `undefined` for texts of nobody here. */
export function namedMessage(text: string): NamedMessage | undefined {
  const [, name, number] = MESSAGE.exec(text) ?? [];
  return name === undefined ? undefined : { name, number: Number(number) };
}

export interface NamedAnswer extends NamedMessage {
  /** The same for every copy of the same answer. */
  readonly mark: string;
}

/** Which answer a text carries, also inside a mail's surroundings. */
export function namedAnswer(text: string): NamedAnswer | undefined {
  const [mark, name, number] = ANSWER.exec(text) ?? [];
  return name === undefined || mark === undefined ? undefined : { name, number: Number(number), mark };
}
