import { RoutingError } from '../../domain/errors.ts';

/** Thrown when the pool's owner did not answer, or could not write an agent: it may be done all the same; asking again is safe. */
export class NotWrittenError extends RoutingError {
  constructor() {
    super('conflict', 'the agent was not written: try again');
  }
}
