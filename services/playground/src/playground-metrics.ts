import { counter, gauge, type Counter, type Gauge, type Registry } from '@onethread/runtime';

export interface PlaygroundMetrics {
  readonly acts: Counter<'kind'>;
  readonly refused: Counter<'reason'>;
  readonly sockets: Gauge;
}

export function playgroundMetrics(registry: Registry): PlaygroundMetrics {
  return {
    acts: counter(registry, {
      name: 'onethread_playground_acts_total',
      help: 'What was played in the playground',
      labels: ['kind'],
    }),
    refused: counter(registry, {
      name: 'onethread_playground_refused_total',
      help: 'Frames and requests that the playground refused',
      labels: ['reason'],
    }),
    sockets: gauge(registry, { name: 'onethread_playground_sockets', help: 'Open pages of the playground' }),
  };
}
