import type { ContainerRuntimeClient, StartedTestContainer } from 'testcontainers';
import type { ServerNode, TcpProxy } from '../servers.ts';
import { until } from '../until.ts';

const START_WITHIN_MS = 120_000;
const STOP_WITHIN_SECONDS = 20;

export interface ContainerNode {
  readonly started: StartedTestContainer;
  /** Where clients are sent. */
  readonly address: string;
  readonly proxy: TcpProxy | undefined;
  /** True once it serves; a throw counts as not yet. */
  readonly serves: () => Promise<boolean>;
}

/** A container as tests see it. It keeps its file system, and so its data, over kill and restart. */
export function nodeOfContainer(client: ContainerRuntimeClient, node: ContainerNode): ServerNode {
  const container = client.container.getById(node.started.getId());
  const thaw = async () => {
    const { State } = await container.inspect();
    if (State.Paused) await container.unpause();
    return State.Running;
  };
  return {
    address: node.address,
    ...(node.proxy && { proxy: node.proxy }),
    kill: async () => {
      if (!(await thaw())) return;
      const ended = container.wait();
      await container.kill();
      await ended;
    },
    restart: async () => {
      await thaw();
      await container.restart({ t: STOP_WITHIN_SECONDS });
      await until(node.serves, `the container at ${node.address} to serve`, START_WITHIN_MS);
    },
    pause: async () => {
      await container.pause();
    },
    resume: async () => {
      await container.unpause();
    },
  };
}
