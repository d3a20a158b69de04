import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_TRAIL, profileSchema } from '@onethread/contracts';
import { keptContext, pageAddress, toldContextSchema } from './told-context.ts';

const NOW = 1_795_312_800_000;

for (const [told, kept] of [
  ['https://shop.example/cart?token=secret#access=1', 'https://shop.example/cart'],
  ['https://anna:secret@shop.example/cart', 'https://shop.example/cart'],
  ['http://localhost:8080/', 'http://localhost:8080/'],
  ['https://shop.example/caf%C3%A9/\u0000x', 'https://shop.example/caf%C3%A9/%00x'],
  ['javascript:alert(1)', undefined],
  ['file:///home/anna/page.html', undefined],
  ['data:text/html,x', undefined],
  ['/cart', undefined],
  ['', undefined],
] as const)
  test(`of the page ${JSON.stringify(told)} ${kept ?? 'nothing'} is kept`, () => assert.equal(pageAddress(told), kept));

test('long texts are cut, and nothing that is told makes a profile that the contract forbids', () => {
  const long = 'ä'.repeat(8_000);
  const told = toldContextSchema.parse({
    page: { url: `https://shop.example/${'x'.repeat(7_000)}`, title: long },
    device: { browser: long, os: long, screen: long, language: long, timeZone: long, gpu: long },
    app: { version: long },
    trail: Array.from({ length: 60 }, (_, n) => ({ event: `e-${n}`, at: n, properties: { long, n, yes: true } })),
  });
  const context = keptContext(told as Parameters<typeof keptContext>[0], NOW);
  profileSchema.parse({ context });
  assert.equal(context.page?.url.length, 1000);
  assert.equal(context.page.title?.length, 200);
  assert.ok((context.trail?.length ?? 0) <= MAX_TRAIL);
  assert.deepEqual(context.trail?.at(-1)?.event, 'e-59');
  assert.equal(context.trail.at(-1)?.properties?.['n'], '59');
  assert.equal('gpu' in (context.device ?? {}), false);
});

test('what happened in the future of a device’s clock happened now', () => {
  const { trail } = keptContext({ trail: [{ event: 'x', at: NOW * 2 }] }, NOW);
  assert.equal(trail?.[0]?.at, NOW);
});

test('names of properties are safe as keys of any store', () => {
  const properties = JSON.parse('{"$where":"1","a.b":"2","__proto__":"3","größe":"4"}') as Record<string, string>;
  const { trail } = keptContext({ trail: [{ event: 'x', at: 1, properties }] }, NOW);
  assert.deepEqual(trail?.[0]?.properties, { where: '1', a_b: '2', proto__: '3', größe: '4' });
});
