import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import {
  CLOSE_CODES,
  MAX_ATTACHMENTS,
  MAX_FRAME_BYTES,
  MAX_ITEM_ID,
  MAX_TEXT_LENGTH,
  MAX_UPLOAD_BYTES,
} from '../protocol.ts';
import { parseClientFrame } from '../socket/client-frame.ts';
import { DeviceSocket } from './device-socket.ts';
import { openInAppStage, type InAppStage } from './in-app-stage.ts';
import { cid, userToken } from './people.ts';

const ROOT = join(import.meta.dirname, '../../../../..');
const SOURCE = join(import.meta.dirname, '..');
const DOCUMENT = readFileSync(join(ROOT, 'docs/in-app-protocol.md'), 'utf8');

/** One example: what its fence says it is, and what stands in it. */
interface Example {
  readonly kind: string;
  readonly text: string;
}
const EXAMPLES: readonly Example[] = [...DOCUMENT.matchAll(/^```(json [a-z-]+|http)\n(.*?)^```$/gms)].map(
  ([, kind = '', text = '']) => ({ kind, text }),
);
const framesOf = (kind: string): { type: string }[] =>
  EXAMPLES.filter((example) => example.kind === kind).map(({ text }) => JSON.parse(text) as { type: string });

/** What `<words>` in angle brackets stand for, as far as it is known. */
class Blanks {
  readonly #known = new Map<string, string>();
  set(name: string, value: string): void {
    this.#known.set(name, value);
  }
  /** `encoded`: into an address, but for what is one itself. */
  fill(text: string, encoded = false): string {
    return text.replaceAll(/<([A-Za-z ]+)>/g, (_, name: string) => {
      const known = this.#known.get(name) ?? (name.endsWith('cid') ? cid() : undefined);
      if (known === undefined) throw new Error(`nothing is known of <${name}> yet`);
      this.#known.set(name, known);
      return encoded && !name.endsWith('url') ? encodeURIComponent(known) : known;
    });
  }
  /** What the example does not know is learnt from the answer. `at` names the place. */
  check(example: unknown, real: unknown, at: string): void {
    const blank = typeof example === 'string' ? /^<([A-Za-z ]+)>$/.exec(example)?.[1] : undefined;
    if (example === '…') assert.equal(typeof real, 'string', at);
    else if (blank !== undefined) {
      assert.ok(typeof real === 'string' && real !== '', at);
      // A cursor is another one each time; what has a name of its own stays what it was.
      if (blank !== 'cursor') assert.equal(real, this.#known.get(blank) ?? real, at);
      this.#known.set(blank, real);
    } else if (typeof example === 'number') assert.equal(typeof real, 'number', at);
    else if (typeof example !== 'object' || example === null) assert.equal(real, example, at);
    else if (Array.isArray(example)) {
      assert.ok(Array.isArray(real), at);
      if (example.length === 0) assert.deepEqual(real, [], at);
      for (const item of example) this.#checkOneOf(item, real, at);
    } else {
      assert.ok(typeof real === 'object' && real !== null, at);
      for (const [name, value] of Object.entries(example))
        this.check(value, (real as Record<string, unknown>)[name], `${at}.${name}`);
    }
  }
  #checkOneOf(example: unknown, real: readonly unknown[], at: string): void {
    const faults = real.map((one) => {
      try {
        this.check(example, one, `${at}[]`);
        return undefined;
      } catch (error) {
        return error;
      }
    });
    if (!faults.includes(undefined)) throw faults[0] ?? new Error(`${at} has nothing`);
  }
}

/** Plays the document from its first line to its last, as a client and an agent would. */
class Replay {
  readonly #at: InAppStage;
  readonly #blanks = new Blanks();
  #device: DeviceSocket | undefined;
  #seen = 0;

  constructor(at: InAppStage, token: string) {
    this.#at = at;
    this.#blanks.set('JWT', token);
  }

  async play({ kind, text }: Example): Promise<void> {
    if (kind === 'http') return await this.#call(text);
    if (kind === 'json server') return await this.#expect(JSON.parse(text) as { type: string; items?: object[] });
    const frame = this.#blanks.fill(text);
    if (kind === 'json client')
      assert.deepEqual(parseClientFrame(frame), JSON.parse(frame), 'no field that is unknown');
    if (frame.includes('"hello"')) await this.#connect();
    this.#device?.socket.send(frame);
  }

  close(): void {
    this.#device?.close();
  }

  async #connect(): Promise<void> {
    this.#device?.close();
    this.#device = new DeviceSocket(this.#at.url);
    this.#seen = 0;
    await this.#device.opened();
  }

  /** The next frame of that type that is as the document says. */
  async #expect(example: { type: string; items?: object[] }): Promise<void> {
    const device = this.#device ?? assert.fail('the document has not said hello yet');
    const [who = ''] = this.#at.history.followed();
    if (example.type === 'typing') this.#at.history.agentTypes(who);
    if (example.items?.some((item) => 'agentName' in item)) this.#at.history.reply(who, 'Let me look.');
    let fault: unknown;
    await waitFor(
      () => {
        for (let index = this.#seen; index < device.frames.length; index += 1) {
          const frame = device.frames[index];
          if (frame?.type !== example.type) continue;
          try {
            this.#blanks.check(example, frame, frame.type);
            if (example.type !== 'feed') return true;
            this.#seen = index + 1;
            return true;
          } catch (error) {
            fault = error;
          }
        }
        return false;
      },
      { describe: `a frame as ${JSON.stringify(example)}` },
    ).catch((error: unknown) => {
      throw fault ?? error;
    });
  }

  async #call(text: string): Promise<void> {
    const [request, body, answer] = parts(text);
    const [first = '', ...headerLines] = request.split('\n');
    const [method, path] = [first.slice(0, first.indexOf(' ')), first.slice(first.indexOf(' ') + 1)];
    const headers = Object.fromEntries(
      headerLines.map((line) => [
        line.slice(0, line.indexOf(':')),
        this.#blanks.fill(line.slice(line.indexOf(':') + 2)),
      ]),
    );
    const response = await fetch(this.#at.url + this.#blanks.fill(path, true), {
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: this.#blanks.fill(body) }),
    });
    const [status = '', ...expected] = (answer ?? '').split('\n');
    const real = await response.text();
    assert.equal(String(response.status), status, `${first}: ${real}`);
    if (expected.length === 0) assert.equal(real, '', first);
    else this.#blanks.check(JSON.parse(expected.join('\n')), JSON.parse(real), first);
  }
}

/** Request, body where there is one, and answer stand apart by an empty line. */
function parts(text: string): [string, string | undefined, string | undefined] {
  const [request = '', ...others] = text.trimEnd().split('\n\n');
  return others.length > 1 ? [request, others[0], others[1]] : [request, undefined, others[0]];
}

describe('the document of the protocol', () => {
  let at: InAppStage;
  before(async () => {
    at = await openInAppStage();
  });
  after(() => at[Symbol.asyncDispose]());

  test('can be replayed from its first example to its last', async () => {
    const replay = new Replay(at, await userToken('anna', 600, {}));
    try {
      assert.ok(EXAMPLES.length > 40, 'the examples were found');
      for (const [index, example] of EXAMPLES.entries())
        await replay.play(example).catch((error: unknown) => {
          throw new Error(`example ${index + 1}: ${example.text}`, { cause: error });
        });
    } finally {
      replay.close();
    }
  });

  test('shows every frame that there is', () => {
    const types = readFileSync(join(SOURCE, 'protocol.ts'), 'utf8');
    const [client = '', server = ''] = [
      /export type ClientFrame =(.*?);\n\n/s,
      /export type ServerFrame =(.*?);\n\n/s,
    ].map((declaration) => declaration.exec(types)?.[1]);
    for (const [declared, kind] of [
      [client, 'json client'],
      [server, 'json server'],
    ] as const) {
      const known = new Set([...declared.matchAll(/\btype: '(\w+)'/g)].map(([, type]) => type));
      assert.ok(known.size > 5);
      const shown = new Set(framesOf(kind).map(({ type }) => type));
      const missing = [...known].filter((type) => !shown.has(type ?? ''));
      assert.deepEqual(missing, [], kind);
    }
  });

  test('names every route, code and limit of the server', () => {
    const sources = globSync('**/*.ts', { cwd: SOURCE, exclude: ['tests/**', '**/*.test.ts'] })
      .map((file) => readFileSync(join(SOURCE, file), 'utf8'))
      .join('\n');
    const codes = [...sources.matchAll(/new InAppError\(\s*\d+,\s*'([a-z-]+)'/g)].map(([, code]) => code);
    assert.ok(codes.length > 20);
    for (const code of new Set(codes)) assert.ok(DOCUMENT.includes(`\`${code}\``), `code ${code}`);
    const rest = globSync('rest/*.ts', { cwd: SOURCE })
      .map((file) => readFileSync(join(SOURCE, file), 'utf8'))
      .join('\n');
    const routes = [...rest.matchAll(/router\.(?:get|put|post|delete)\(\s*\[?'\/([a-z-]+)/g)].map(([, route]) => route);
    assert.ok(routes.length > 10);
    for (const route of new Set(routes)) assert.match(DOCUMENT, new RegExp(`/${route}\\b`), `route ${route}`);
    for (const code of Object.values(CLOSE_CODES)) assert.ok(DOCUMENT.includes(`| ${code}`), `close code ${code}`);
    assert.ok(DOCUMENT.includes(`${MAX_FRAME_BYTES / 1024} KiB (${MAX_FRAME_BYTES.toLocaleString('en')} bytes)`));
    assert.ok(DOCUMENT.includes(`${MAX_UPLOAD_BYTES / 1024 / 1024} MB each`));
    assert.ok(
      DOCUMENT.includes(`up to ${MAX_TEXT_LENGTH.toLocaleString('en')} characters and ${MAX_ATTACHMENTS} uploads`),
    );
    assert.ok(DOCUMENT.includes(`up to ${MAX_ITEM_ID} characters`));
  });
});
