import { NotOwnError, type ServerNode } from './servers.ts';

/** A server that others use too, or that somebody else started: it can be reached, but not be broken. */
export function sharedNode(address: string): ServerNode {
  const refuse = (): never => {
    throw new NotOwnError(`${address} is shared: ask for a server with { own: true } to break it`);
  };
  const refuseLater = async (): Promise<never> => refuse();
  return {
    address,
    kill: refuseLater,
    restart: refuseLater,
    pause: refuse,
    resume: refuse,
  };
}
