import { counter, gauge } from '@onethread/runtime';
import type { Counter, Gauge, Registry } from '@onethread/runtime';

export interface DeskMetrics {
  readonly signIns: Counter<'outcome'>;
  readonly refused: Counter<'reason'>;
  readonly uploads: Counter<'outcome'>;
  readonly sockets: Gauge<never>;
  readonly wallboards: Gauge<never>;
}

export function createDeskMetrics(registry: Registry): DeskMetrics {
  return {
    signIns: counter(registry, {
      name: 'onethread_desk_sign_ins_total',
      help: 'Sign-ins at the agent desk by outcome.',
      labels: ['outcome'],
    }),
    refused: counter(registry, {
      name: 'onethread_desk_refused_requests_total',
      help: 'Requests and socket upgrades that the agent desk refused, by reason.',
      labels: ['reason'],
    }),
    uploads: counter(registry, {
      name: 'onethread_desk_uploads_total',
      help: 'Files uploaded at the agent desk by outcome.',
      labels: ['outcome'],
    }),
    sockets: gauge(registry, { name: 'onethread_desk_sockets', help: 'Open tabs of the agent desk.' }),
    wallboards: gauge(registry, { name: 'onethread_desk_wallboards', help: 'Wallboards that are being watched.' }),
  };
}
