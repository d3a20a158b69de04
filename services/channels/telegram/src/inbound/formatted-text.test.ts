import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formattedText } from './formatted-text.ts';

const bold = (offset: number, length: number) => ({ type: 'bold', offset, length });
const italic = (offset: number, length: number) => ({ type: 'italic', offset, length });
const link = (offset: number, length: number, url: string) => ({ type: 'text_link', offset, length, url });

for (const [what, text, entities, html] of [
  ['one mark', 'Hello world', [bold(0, 5)], '<b>Hello</b> world'],
  ['marks within marks', 'abcdef', [bold(0, 6), italic(2, 2)], '<b>ab<i>cd</i>ef</b>'],
  ['marks of one place', 'ab', [bold(0, 2), italic(0, 2)], '<b><i>ab</i></b>'],
  ['marks that touch', 'abcd', [bold(0, 2), italic(2, 2)], '<b>ab</b><i>cd</i>'],
  ['marks that overlap', 'abcdef', [bold(0, 4), italic(2, 4)], '<b>ab<i>cd</i></b><i>ef</i>'],
  ['an emoji before it', '👍 yes', [bold(3, 3)], '👍 <b>yes</b>'],
  ['markup in the text', '<b>&"\'', [bold(0, 3)], '<b>&lt;b&gt;</b>&amp;&quot;&#39;'],
  ['a mark beyond the end', 'ab', [bold(1, 500)], 'a<b>b</b>'],
  [
    'a link',
    'here',
    [link(0, 4, 'https://a.example/?q="x')],
    '<a href="https://a.example/?q=%22x" rel="noopener noreferrer">here</a>',
  ],
] as const)
  test(`${what}: ${html}`, () => assert.deepEqual(formattedText(text, entities), { kind: 'text', text, html }));

for (const url of ['javascript:alert(1)', 'data:text/html,x', 'tg://resolve?domain=x', ' ', 'https://'])
  test(`a link to ${JSON.stringify(url)} is no link`, () =>
    assert.deepEqual(formattedText('here', [link(0, 4, url)]), { kind: 'text', text: 'here' }));

test('links and mentions that stand as they are make no HTML', () => {
  const entities = ['url', 'mention', 'hashtag', '__proto__', 'constructor'].map((type) => ({
    type,
    offset: 0,
    length: 2,
  }));
  assert.deepEqual(formattedText('@a', entities), { kind: 'text', text: '@a' });
});
