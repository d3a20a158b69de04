import assert from 'node:assert/strict';
import { afterEach, describe, mock, test } from 'node:test';
import { loadTexts } from './load-texts.ts';

/** Not built: the sources' own texts have an empty name of a build. */
const THIS_BUILD = '';

afterEach(() => mock.reset());

/** What is answered, by file and kind of cache; nothing else can be reached. */
function serve(answers: Readonly<Record<string, object>>): string[] {
  const asked: string[] = [];
  mock.method(globalThis, 'fetch', (url: string, { cache }: RequestInit) => {
    const what = `${/(\w+)\.json/.exec(url)?.[1]} ${cache}`;
    asked.push(what);
    const answer = answers[what];
    return answer === undefined ? Promise.reject(new TypeError('unreachable')) : Promise.resolve(Response.json(answer));
  });
  return asked;
}

describe('the texts of a language', () => {
  test('come from the cache, for good, while they are of this build', async () => {
    const asked = serve({ 'uk force-cache': { title: 'Повідомлення', build: THIS_BUILD } });
    assert.equal((await loadTexts('https://x/texts', 'uk')).title, 'Повідомлення');
    assert.deepEqual(asked, ['uk force-cache']);
  });

  test('of another build are asked for again, and serve where there are no others', async () => {
    const kept = { title: 'old', build: 'another' };
    serve({ 'uk force-cache': kept, 'uk reload': { title: 'new', build: THIS_BUILD } });
    assert.equal((await loadTexts('https://x/texts', 'uk')).title, 'new');
    mock.reset();
    serve({ 'uk force-cache': kept });
    assert.equal((await loadTexts('https://x/texts', 'uk')).title, 'old');
  });

  test('are the English ones where they cannot be had', async () => {
    serve({ 'en force-cache': { title: 'Messages', build: THIS_BUILD } });
    assert.equal((await loadTexts('https://x/texts', 'uk')).title, 'Messages');
  });
});
