import { getContainerRuntimeClient, type ContainerRuntimeClient } from 'testcontainers';
import type { Missing } from '../servers.ts';

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/u;

/** The Docker engine of this machine, found as testcontainers finds it (`DOCKER_HOST`, its contexts, the usual sockets). */
export async function containerEngine(): Promise<ContainerRuntimeClient | Missing> {
  const client = await getContainerRuntimeClient().catch(() => undefined);
  if (!client) return { missing: 'no Docker engine answers' };
  const { host } = client.info.containerRuntime;
  // Ports are opened on its loopback only, so it must be ours.
  if (!LOOPBACK.test(host)) return { missing: `the Docker engine is on ${host}, not on this machine` };
  return client;
}

/** Docker's notation of a container's port that only this machine reaches, always at the same number. */
export function loopbackBinding(containerPort: number, port: number) {
  return { [`${containerPort}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: String(port) }] };
}
