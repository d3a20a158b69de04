import { NotOwnError, type ServerNode } from './servers.ts';

/** A server that others use too, or that somebody else started: it can be reached, but not be broken. */
export function sharedNode(address: string): ServerNode {
  const refuse = async (): Promise<never> => {
    throw new NotOwnError(`${address} is shared: ask for a server with { own: true } to break it`);
  };
  return { address, kill: refuse, restart: refuse, pause: refuse, resume: refuse };
}
