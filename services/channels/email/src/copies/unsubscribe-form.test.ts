import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCopyWish } from './unsubscribe-form.ts';

const FORM = 'application/x-www-form-urlencoded';
const ONE_CLICK = 'List-Unsubscribe=One-Click';

async function wishOf(body: string | Uint8Array, contentType: string | undefined = FORM, chunk = 7) {
  const bytes = Buffer.from(body);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, at) =>
    bytes.subarray(at * chunk, (at + 1) * chunk),
  );
  const headers = contentType === undefined ? {} : { 'content-type': contentType };
  return await readCopyWish(Object.assign(Readable.from(chunks), { headers }) as unknown as IncomingMessage);
}

const multipart = (...fields: readonly string[]) =>
  [...fields.map((field) => `--b\r\nContent-Disposition: form-data; ${field}\r\n`), '--b--\r\n'].join('');

test('the two wishes are read as programs and the page write them, in whatever pieces they come', async () => {
  for (const chunk of [1, 7, 1_000]) {
    assert.equal(await wishOf(ONE_CLICK, FORM, chunk), 'none');
    assert.equal(await wishOf(ONE_CLICK, `${FORM}; charset=UTF-8`, chunk), 'none');
    assert.equal(await wishOf('Copies=Again', FORM, chunk), 'again');
    const parts = multipart('name="List-Unsubscribe"\r\n\r\nOne-Click');
    assert.equal(await wishOf(parts, 'multipart/form-data; boundary=b', chunk), 'none');
  }
});

test('anything else is no wish, and a body that ends too soon, never ends or breaks off throws nothing', async () => {
  const parts = multipart('name="List-Unsubscribe"\r\n\r\nOne-Click');
  const tries: readonly (readonly [string, string?])[] = [
    [''],
    ['List-Unsubscribe=one-click'],
    ['list-unsubscribe=One-Click'],
    [`${ONE_CLICK}&${ONE_CLICK}`],
    [`${ONE_CLICK}&Copies=Again`],
    [`${ONE_CLICK}${' '.repeat(5_000)}`],
    [`${ONE_CLICK}&${'x'.repeat(5_000)}`],
    [ONE_CLICK, 'text/plain'],
    [ONE_CLICK, 'multipart/form-data'],
    [parts.slice(0, -9), 'multipart/form-data; boundary=b'],
    [parts, 'multipart/form-data; boundary=c'],
    [multipart('name="List-Unsubscribe"; filename="x"\r\n\r\nOne-Click'), 'multipart/form-data; boundary=b'],
    [
      parts.replace('--b--', '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--b--'),
      'multipart/form-data; boundary=b',
    ],
  ];
  for (const [body, contentType] of tries) assert.equal(await wishOf(body, contentType), undefined, body.slice(0, 80));
  const broken = Readable.from(
    (function* () {
      yield Buffer.from(ONE_CLICK);
      throw new Error('gone');
    })(),
  );
  const request = Object.assign(broken, { headers: { 'content-type': FORM } }) as unknown as IncomingMessage;
  assert.equal(await readCopyWish(request), undefined);
});

test('noise is no wish, whatever it calls itself', async () => {
  const types = fc.constantFrom(FORM, 'multipart/form-data; boundary=b', 'multipart/form-data; boundary="', 'x', '');
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 5_000 }),
    fc.string({ maxLength: 200 }),
    fc.string({ maxLength: 200 }).map((field) => multipart(field)),
  );
  await fc.assert(
    fc.asyncProperty(types, noise, async (type, body) => assert.equal(await wishOf(body, type, 500), undefined)),
    { numRuns: 300 },
  );
});
