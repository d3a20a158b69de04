import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { createLogger, runServices, type Service } from './index.ts';

const logger = createLogger({ service: 'test', level: 'silent' });

function recorder(diary: string[]) {
  return (name: string, faults: { start?: Error; stop?: Error } = {}): Service => ({
    name,
    async start() {
      diary.push(`+${name}`);
      if (faults.start) throw faults.start;
    },
    async stop() {
      diary.push(`-${name}`);
      if (faults.stop) throw faults.stop;
    },
  });
}

/** After the test, signals are heard by those alone who heard them before. */
function leaveSignals(t: TestContext): void {
  const signals = ['SIGTERM', 'SIGINT'] as const;
  const before = signals.flatMap((signal) => process.listeners(signal));
  t.after(() => {
    for (const signal of signals) {
      for (const listener of process.listeners(signal)) {
        if (!before.includes(listener)) process.removeListener(signal, listener);
      }
    }
  });
}

test('services start in order and stop in reverse, with the gates open only in between', async () => {
  const diary: string[] = [];
  const service = recorder(diary);
  const gate = { setReady: (ready: boolean) => void diary.push(ready ? 'open' : 'shut') };
  const running = await runServices([service('a'), service('b')], { logger, signals: false, gates: [gate] });
  await Promise.all([running.stop(), running.stop(), running.stopped]);
  assert.deepEqual(diary, ['shut', '+a', '+b', 'open', 'shut', '-b', '-a']);
});

test('a failed start stops what had started and tells why', async () => {
  const diary: string[] = [];
  const service = recorder(diary);
  const services = [service('a'), service('b', { start: new Error('port taken') }), service('c')];
  await assert.rejects(runServices(services, { logger, signals: false }), /port taken/);
  assert.deepEqual(diary, ['+a', '+b', '-b', '-a']);
});

test('one service that fails to stop does not keep the others from stopping', async () => {
  const diary: string[] = [];
  const service = recorder(diary);
  const exitCode = process.exitCode;
  const services = [service('a'), service('b', { stop: new Error('stuck') })];
  const running = await runServices(services, { logger, signals: false });
  await running.stop();
  process.exitCode = exitCode;
  assert.deepEqual(diary, ['+a', '+b', '-b', '-a']);
});

test('a stop while a service still waits for what it needs ends the start, which is no fault', async () => {
  const diary: string[] = [];
  const service = recorder(diary);
  const givenUp = new AbortController();
  const waiting = Promise.withResolvers<void>();
  const waiter: Service = {
    name: 'b',
    start: () =>
      new Promise((_resolve, reject) => {
        waiting.resolve();
        givenUp.signal.addEventListener('abort', () => reject(new Error('given up')));
      }),
    stop: async () => void diary.push('-b'),
  };
  const before = process.listeners('SIGTERM');
  const { exitCode } = process;
  const starting = runServices([service('a'), waiter, service('c')], {
    logger,
    onStopping: () => givenUp.abort(),
  });
  await waiting.promise;
  process.emit('SIGTERM');
  await (
    await starting
  ).stopped;
  assert.deepEqual(diary, ['+a', '-b', '-a']);
  assert.equal(process.exitCode, exitCode);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    for (const listener of process.listeners(signal)) {
      if (!before.includes(listener)) process.removeListener(signal, listener);
    }
  }
});

test('the watchdog ends a process whose service never stops', async () => {
  const forced = Promise.withResolvers<number>();
  const hanging = Promise.withResolvers<void>();
  const service: Service = { name: 'a', start: async () => {}, stop: () => hanging.promise };
  const running = await runServices([service], { logger, signals: false, watchdogMs: 1, exit: forced.resolve });
  // The watchdog does not keep the process alive by itself; the hanging service would.
  const alive = setInterval(() => {}, 1_000);
  const stopping = running.stop();
  assert.equal(await forced.promise, 1);
  clearInterval(alive);
  hanging.resolve();
  await stopping;
});

test('a process in which something was left open ends once all have stopped, with the code of the stop', async (t) => {
  leaveSignals(t);
  const forced = Promise.withResolvers<number>();
  const service: Service = { name: 'a', start: async () => {}, stop: async () => {} };
  const running = await runServices([service], { logger, emptyWithinMs: 1, exit: forced.resolve });
  const leftOpen = setInterval(() => {}, 1_000);
  await running.stop();
  assert.equal(await forced.promise, 0);
  clearInterval(leftOpen);
});

test('SIGTERM stops the services, a second signal ends the process at once', async (t) => {
  const diary: string[] = [];
  const hanging = Promise.withResolvers<void>();
  const service: Service = {
    name: 'a',
    start: async () => {},
    stop: () => {
      diary.push('stopping');
      return hanging.promise;
    },
  };
  leaveSignals(t);
  const forced = Promise.withResolvers<number>();
  const running = await runServices([service], { logger, exit: forced.resolve });
  process.emit('SIGTERM');
  process.emit('SIGTERM');
  assert.equal(await forced.promise, 1);
  hanging.resolve();
  await running.stopped;
  assert.deepEqual(diary, ['stopping']);
});
