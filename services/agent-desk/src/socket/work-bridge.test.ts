import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { beforeEach, describe, it, mock } from 'node:test';
import type { WorkStream } from '@onethread/rpc';
import { WebSocket } from 'ws';
import type { ServerFrame } from '../../wire/frames.ts';
import { RENEW_AFTER_MS, WorkBridge } from './work-bridge.ts';

const AGAIN_MS = 30_000;

/** A stream to routing that says what a test says. */
class ScriptedStream extends EventEmitter {
  readonly written: object[] = [];
  isOver = false;

  write(command: object): boolean {
    this.written.push(command);
    return true;
  }

  end(): void {
    this.isOver = true;
  }

  cancel(): void {
    this.isOver = true;
  }

  pause(): void {}

  resume(): void {}

  welcomes(): void {
    const me = { agentId: 'anna', role: 'agent', presence: 'AVAILABLE', connected: true };
    const nothing = { conversations: [], colleagues: [], channels: [], queues: [] };
    this.#tells({ welcome: { me, ...nothing, serverTimeMs: 1, ageUnitMs: 1, heartbeatMs: 1 } });
  }

  answers(requestId: string): void {
    this.#tells({ result: { requestId, code: 'ok', message: '', itemId: '', retryable: false } });
  }

  #tells(event: object): void {
    this.emit('data', event);
  }
}

/** A tab, its bridge, and every stream that was opened for it, with whether its connections were released. */
function openTab() {
  const frames: ServerFrame[] = [];
  const socket = Object.assign(new EventEmitter(), {
    readyState: WebSocket.OPEN,
    bufferedAmount: 0,
    send: (text: string) => void frames.push(JSON.parse(text) as ServerFrame),
    pause: () => {},
    resume: () => {},
    close: () => {},
    terminate: () => {},
  });
  const lines: { readonly stream: ScriptedStream; isReleased: boolean }[] = [];
  const bridge = new WorkBridge({
    socket: socket as unknown as WebSocket,
    clientId: 'tab',
    connect: () => {
      const connections: typeof lines = [];
      const open = (): WorkStream => {
        const line = { stream: new ScriptedStream(), isReleased: false };
        connections.push(line);
        lines.push(line);
        return line.stream as unknown as WorkStream;
      };
      const release = (): void => {
        for (const line of connections) line.isReleased = true;
      };
      return { open, release };
    },
    checkSession: async () => true,
    onUse: () => {},
    onEnd: () => {},
    logger: { debug: () => {} } as never,
  });
  const says = (requestId: string): void => {
    const command = { kind: 'set-presence', presence: 'busy' };
    socket.emit('message', Buffer.from(JSON.stringify({ type: 'command', requestId, command })), false);
  };
  const told = (): readonly string[] => frames.map(({ type }) => type).filter((type) => type !== 'ping');
  const line = (place: number) => {
    const found = lines[place];
    assert.ok(found, `stream ${place} was opened`);
    return found;
  };
  return { bridge, lines, line, says, told, leaves: () => socket.emit('close') };
}

describe('the bridge of a tab', () => {
  beforeEach((t) => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
    assert.ok('after' in t);
    t.after(() => mock.timers.reset());
  });

  it('goes over to another stream when that one is welcomed, and the tab is told nothing but to resume', () => {
    const { lines, line, says, told, leaves } = openTab();
    line(0).stream.welcomes();
    mock.timers.tick(RENEW_AFTER_MS);
    assert.equal(lines.length, 2);
    says('before');
    line(0).stream.answers('before');
    assert.deepEqual([line(0).stream.isOver, line(1).stream.written.length], [false, 1], 'it only said hello');
    line(1).stream.welcomes();
    assert.deepEqual(told(), ['welcome', 'result', 'welcome']);
    assert.deepEqual([line(0).stream.isOver, line(0).isReleased], [true, true]);
    line(0).stream.answers('late');
    says('after');
    line(1).stream.answers('after');
    assert.deepEqual(told(), ['welcome', 'result', 'welcome', 'result']);
    assert.equal(line(1).stream.written.length, 2);
    mock.timers.tick(RENEW_AFTER_MS);
    assert.equal(lines.length, 3, 'and so on');
    leaves();
    assert.ok(lines.every(({ stream, isReleased }) => stream.isOver && isReleased));
  });

  it('stays with its stream while no other can be had, and tries again', () => {
    const { lines, line, told, leaves } = openTab();
    line(0).stream.welcomes();
    mock.timers.tick(RENEW_AFTER_MS);
    line(1).stream.emit('error', new Error('full'));
    assert.deepEqual([line(0).stream.isOver, line(1).isReleased], [false, true]);
    mock.timers.tick(AGAIN_MS);
    assert.equal(lines.length, 3);
    line(2).stream.welcomes();
    assert.deepEqual(told(), ['welcome', 'welcome']);
    leaves();
  });

  it('begins again, and says so, where the stream breaks before another is welcomed', () => {
    const { lines, line, told, leaves } = openTab();
    line(0).stream.welcomes();
    mock.timers.tick(RENEW_AFTER_MS);
    line(0).stream.emit('error', new Error('gone'));
    assert.deepEqual([line(1).stream.isOver, line(1).isReleased], [true, true]);
    mock.timers.tick(5000);
    assert.equal(lines.length, 3);
    line(1).stream.welcomes();
    line(2).stream.welcomes();
    assert.deepEqual(told(), ['welcome', 'reconnecting', 'welcome']);
    leaves();
  });

  it('is followed by nothing once its tab is gone', () => {
    const { lines, line, leaves } = openTab();
    line(0).stream.welcomes();
    leaves();
    mock.timers.tick(2 * RENEW_AFTER_MS);
    assert.equal(lines.length, 1);
  });
});
