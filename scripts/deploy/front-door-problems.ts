import type { Manifest } from './render-kustomize.ts';

interface PodSpec {
  readonly containers: readonly {
    readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
    readonly [probe: `${string}Probe`]: { readonly httpGet: { readonly path: string; readonly port: string } };
  }[];
}

/** Why the proxy of the local overlay would not be reached, or would reach nothing: its file against the objects beside it. */
export function frontDoorProblems(objects: readonly Manifest[]): string[] {
  const configuration = objects.find(
    ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith('front-door-'),
  );
  const deployment = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'front-door');
  const [container] = (deployment?.spec?.['template'] as { spec: PodSpec } | undefined)?.spec.containers ?? [];
  const text = configuration?.data?.['haproxy.cfg'];
  if (text === undefined || container === undefined) return ['there is no front door'];

  const bound = [...text.matchAll(/^ *bind \S*:(\d+)/gm)].map(([, port]) => Number(port));
  const ports = (container.ports ?? []).map(({ containerPort }) => containerPort);
  const probes = [container.readinessProbe, container.livenessProbe].map((probe) => probe?.httpGet.path ?? 'nowhere');
  const answered = [...text.matchAll(/^ *monitor-uri (\S+)/gm)].map(([, path = '']) => path);
  return [
    ...ports.filter((port) => !bound.includes(port)).map((port) => `the front door: nothing listens on ${port}`),
    ...probes.filter((path) => !answered.includes(path)).map((path) => `the front door: does not answer ${path}`),
    ...[...text.matchAll(/^ *server(?:-template)? .*? ([\w-]+)\.(\S+?):(\d+)/gm)]
      .filter(([, service = '', domain, port]) => {
        const isThere = servicePorts(service, objects).includes(Number(port));
        return !isThere || domain !== 'onethread.svc.cluster.local';
      })
      .map(([, service, domain, port]) => `the front door: leads to ${service}.${domain}:${port}, which no Service is`),
  ];
}

function servicePorts(name: string, objects: readonly Manifest[]): number[] {
  const service = objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === name);
  return ((service?.spec?.['ports'] ?? []) as { port: number }[]).map(({ port }) => port);
}
