import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PageContext, type ContextChoice } from './page-context.ts';
import { browserOf, systemOf } from './told-device.ts';

function pageWith(pagesChoice: ContextChoice | undefined, values = new Map<string, string>()) {
  let changes = 0;
  let now = 0;
  const keeper = {
    kept: (name: string) => values.get(name),
    keep: (name: string, value: string | undefined) =>
      void (value === undefined ? values.delete(name) : values.set(name, value)),
  };
  const context = new PageContext({
    pagesChoice,
    keeper: () => keeper,
    look: () => ({ app: { version: '3.2' } }),
    now: () => (now += 1),
    changed: () => void (changes += 1),
  });
  return { context, values, changes: () => changes };
}
const events = ({ context }: { readonly context: PageContext }) => context.told()?.trail?.map(({ event }) => event);

describe('what agents may see', () => {
  test('is nothing before the person agreed, all of it then, and taken back when they change their mind', () => {
    const it = pageWith('ask');
    it.context.track('sign-in failed');
    assert.deepEqual([it.context.agreed, it.context.told(), it.values.size], [undefined, undefined, 0]);
    it.context.agree(true);
    assert.deepEqual(it.context.told(), { app: { version: '3.2' }, trail: [{ event: 'sign-in failed', at: 1 }] });
    it.context.agree(false);
    assert.equal(it.context.told(), null);
    assert.deepEqual([...it.values], [['context', 'no']], 'no trail stays on the device');
    assert.equal(it.changes(), 2);
  });

  test('is asked once: the next page knows the answer and the trail', () => {
    const first = pageWith('ask');
    first.context.agree(true);
    first.context.track('cart opened', { items: 3 });
    const next = pageWith('ask', first.values);
    next.context.track('paid');
    assert.deepEqual([next.context.agreed, events(next)], [true, ['cart opened', 'paid']]);
  });

  test('follows the page where it says something, else the app; where the app wants nothing there is nothing', () => {
    const always = pageWith('always');
    assert.ok(always.context.told());
    always.context.appSays('off');
    assert.deepEqual([always.context.choice, always.context.told()], ['off', undefined]);
    const silent = pageWith(undefined);
    assert.equal(silent.context.choice, 'off', 'until the app has spoken');
    silent.context.appSays('ask');
    assert.equal(silent.context.choice, 'ask');
    const off = pageWith('off');
    off.context.appSays('always');
    assert.equal(off.context.told(), undefined);
  });

  test('has the last twenty things that were done', () => {
    const it = pageWith('always');
    for (let n = 1; n <= 30; n += 1) it.context.track(`step ${n}`);
    assert.deepEqual([events(it)?.length, events(it)?.[0]], [20, 'step 11']);
  });

  test('a trail on the device that makes no sense is none', () => {
    assert.equal(events(pageWith('always', new Map([['trail', '{']]))), undefined);
  });
});

test('browser and system are families, no more', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.7390.54 Safari/537.36';
  const safari =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15';
  const agents: readonly (readonly [agent: string, touches: number, browser: string, system: string])[] = [
    [chrome, 0, 'Chrome 141', 'Linux'],
    [`${chrome.replace('X11; Linux x86_64', 'Windows NT 10.0; Win64; x64')} Edg/141.0.1`, 0, 'Edge 141', 'Windows'],
    [`${chrome} OPR/120.0`, 0, 'Opera 120', 'Linux'],
    [chrome.replace('X11; Linux x86_64', 'X11; CrOS x86_64 14541.0.0'), 0, 'Chrome 141', 'ChromeOS'],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
      5,
      'Samsung Internet 28',
      'Android',
    ],
    ['Mozilla/5.0 (Windows NT 10.0; rv:142.0) Gecko/20100101 Firefox/142.0', 0, 'Firefox 142', 'Windows'],
    [safari, 0, 'Safari 18', 'macOS'],
    [safari, 5, 'Safari 18', 'iOS'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0.1 Mobile/15E148 Safari/604.1',
      5,
      'Chrome 141',
      'iOS',
    ],
    ['curl/8.0', 0, '', ''],
  ];
  for (const [agent, touches, browser, system] of agents)
    assert.deepEqual([browserOf(agent), systemOf(agent, touches)], [browser, system], agent);
});
