import { once } from 'node:events';
import { connect } from 'node:net';

const ANSWER_WITHIN_MS = 3000;
const LENGTH_BYTES = 4;
const MAX_ANSWER_BYTES = 1_000_000;

/** Thrown when a server cannot be reached, or does not answer a question of its protocol. */
export class NoAnswerError extends Error {
  readonly code = 'no-answer';
  readonly retryable = true;
}

/**
 * Sends one request on a connection of its own and gives back the first answer as it came. `answerLength` reads the
 * whole answer's length from its first four bytes.
 */
export async function ask(
  address: string,
  request: Buffer,
  answerLength: (head: Buffer) => number,
  withinMs = ANSWER_WITHIN_MS,
): Promise<Buffer> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const socket = connect({ host: hostname, port: Number(port), timeout: withinMs });
  const deadline = AbortSignal.timeout(withinMs);
  const give = () => socket.destroy(new NoAnswerError(`${address} did not answer within ${withinMs} ms`));
  deadline.addEventListener('abort', give);
  try {
    await once(socket, 'connect');
    socket.write(request);
    let answer = Buffer.alloc(0);
    for await (const part of socket as AsyncIterable<Buffer>) {
      answer = Buffer.concat([answer, part]);
      if (answer.length > MAX_ANSWER_BYTES) break;
      if (answer.length >= LENGTH_BYTES && answer.length >= answerLength(answer)) return answer;
    }
    throw new NoAnswerError(`${address} closed the connection without an answer`);
  } catch (error) {
    if (error instanceof NoAnswerError) throw error;
    throw new NoAnswerError(`${address} cannot be reached: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  } finally {
    deadline.removeEventListener('abort', give);
    socket.destroy();
  }
}
