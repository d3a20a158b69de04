import { createServer, type ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';
import { closerOf, listen } from './listen.ts';
import type { ReadinessGate } from './readiness.ts';
import type { HealthCheck, Service } from './service.ts';

/** A check that takes longer counts as a fault of its own. */
const CHECK_TIMEOUT_MS = 2_000;
const CLOSE_GRACE_MS = 1_000;

export interface AdminServerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly registry: Registry;
}

/** Probes and metrics, apart from what customers and agents reach. */
export interface AdminServer extends Service, ReadinessGate {
  readonly addHealthCheck: (check: HealthCheck) => void;
  /** Adds a check to `/livez`: of progress in this process alone, which a restart would cure; never of a dependency. */
  readonly addLivenessCheck: (check: HealthCheck) => void;
  /** The bound port; 0 before start. */
  readonly port: number;
}

/**
 * Serves `/livez` (the process answers and makes progress, else 503: start it anew), `/readyz` (every check is well, else 503 with the faults by name) and
 * `/metrics` (Prometheus).
 */
export function createAdminServer(options: AdminServerOptions): AdminServer {
  const checks: HealthCheck[] = [];
  const livenessChecks: HealthCheck[] = [];
  let ready = true;
  let boundPort = 0;

  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') answer(response, 405, 'method not allowed\n');
    else if (path === '/livez') void answerLiveness(response);
    else if (path === '/readyz') void answerReadiness(response);
    else if (path === '/metrics') void answerMetrics(response);
    else answer(response, 404, 'not found\n');
  });

  const close = closerOf(server, CLOSE_GRACE_MS);

  async function answerLiveness(response: ServerResponse): Promise<void> {
    const faults = (await Promise.all(livenessChecks.map(runCheck))).filter((fault) => fault !== undefined);
    if (faults.length === 0) answer(response, 200, 'alive\n');
    else answer(response, 503, `${faults.map(({ name, fault }) => `${name}: ${fault}`).join('\n')}\n`);
  }

  async function answerReadiness(response: ServerResponse): Promise<void> {
    const found = (await Promise.all(checks.map(runCheck))).filter((fault) => fault !== undefined);
    const faults = found.filter((fault) => !fault.advisory).map(withoutKind);
    const warnings = found.filter((fault) => fault.advisory).map(withoutKind);
    if (!ready) faults.unshift({ name: 'process', fault: 'starting or stopping' });
    const body = {
      status: faults.length === 0 ? 'ready' : 'not-ready',
      ...(faults.length === 0 ? {} : { faults }),
      ...(warnings.length === 0 ? {} : { warnings }),
    };
    answer(response, faults.length === 0 ? 200 : 503, `${JSON.stringify(body)}\n`, 'application/json');
  }

  async function answerMetrics(response: ServerResponse): Promise<void> {
    try {
      answer(response, 200, await options.registry.metrics(), options.registry.contentType);
    } catch {
      answer(response, 500, 'metrics could not be collected\n');
    }
  }

  return {
    name: 'admin',
    addHealthCheck: (check) => void checks.push(check),
    addLivenessCheck: (check) => void livenessChecks.push(check),
    setReady: (value) => void (ready = value),
    get port() {
      return boundPort;
    },
    async start() {
      boundPort = await listen(server, options.port, options.host);
    },
    stop: close,
  };
}

interface FoundFault {
  readonly name: string;
  readonly fault: string;
  readonly advisory: boolean;
}

function withoutKind({ name, fault }: FoundFault) {
  return { name, fault };
}

async function runCheck(check: HealthCheck): Promise<FoundFault | undefined> {
  const advisory = check.advisory ?? false;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${CHECK_TIMEOUT_MS} ms`), CHECK_TIMEOUT_MS);
  });
  try {
    const fault = await Promise.race([check.check(), late]);
    return fault === undefined ? undefined : { name: check.name, fault, advisory };
  } catch (error) {
    return { name: check.name, fault: error instanceof Error ? error.message : 'check failed', advisory };
  } finally {
    clearTimeout(timer);
  }
}

function answer(response: ServerResponse, status: number, body: string, contentType = 'text/plain; charset=utf-8') {
  response.writeHead(status, {
    'content-type': contentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
