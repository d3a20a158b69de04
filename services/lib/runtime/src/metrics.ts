import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type { Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface MetricDescription<Label extends string> {
  /** `onethread_<noun>_<unit>`, counters end in `_total`. */
  readonly name: string;
  readonly help: string;
  /** Labels of few values: never ids, addresses or free text. */
  readonly labels?: readonly Label[];
}

/** A registry of its own per process (or test); `processMetrics` adds memory, CPU, event loop and garbage collection. */
export function createRegistry(options: { readonly processMetrics?: boolean } = {}): Registry {
  const registry = new Registry();
  // The default precision of 10 ms wakes an idle process 100 times a second.
  if (options.processMetrics === true) collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  return registry;
}

/** The counter of this name in this registry, made at the first call: several parts of a process may count the same thing. */
export function counter<Label extends string>(registry: Registry, metric: MetricDescription<Label>): Counter<Label> {
  const known = registry.getSingleMetric(metric.name) as Counter<Label> | undefined;
  return known ?? new Counter(configuration(registry, metric));
}

export function gauge<Label extends string>(registry: Registry, metric: MetricDescription<Label>): Gauge<Label> {
  const known = registry.getSingleMetric(metric.name) as Gauge<Label> | undefined;
  return known ?? new Gauge(configuration(registry, metric));
}

/** Buckets in the metric's own unit; default: 1 ms to 10 s for names that end in `_seconds`. */
export function histogram<Label extends string>(
  registry: Registry,
  metric: MetricDescription<Label> & { readonly buckets?: readonly number[] },
): Histogram<Label> {
  const known = registry.getSingleMetric(metric.name) as Histogram<Label> | undefined;
  const buckets = [...(metric.buckets ?? LATENCY_SECONDS)];
  return known ?? new Histogram({ ...configuration(registry, metric), buckets });
}

const LATENCY_SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] as const;

function configuration<Label extends string>(registry: Registry, metric: MetricDescription<Label>) {
  return { name: metric.name, help: metric.help, labelNames: [...(metric.labels ?? [])], registers: [registry] };
}
