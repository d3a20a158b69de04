import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SCRIPT_VECTORS } from '../../fixtures/script-vectors.ts';
import { sanitiseHtml } from './sanitise-html.ts';

const FUZZ_RUNS = Number(process.env['FUZZ_RUNS'] ?? 0);
const TAG = /^<(\/)?([a-z][a-z0-9]*)((?: [a-z]+(?:="[^"<>]*")?)*)( \/)?>/;
const ATTRIBUTE = / ([a-z]+)(?:="([^"<>]*)")?/g;
const ATTRIBUTES = [
  'dir',
  'lang',
  'href',
  'title',
  'rel',
  'target',
  'src',
  'alt',
  'width',
  'height',
  'colspan',
  'rowspan',
  'align',
  'start',
];
const TAGS =
  'a abbr b blockquote br caption code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre q s small span strike strong sub sup table tbody td tfoot th thead tr u ul'.split(
    ' ',
  );

/**
 * Whether a page holds nothing but text and the tags and attributes that are allowed, each written so that no browser can read
 * it otherwise: no bracket outside of a tag, all values in quotes, without brackets and quotes in them.
 */
function assertHarmless(html: string): void {
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    const [found, , name = '', attributes = ''] = TAG.exec(html.slice(at)) ?? [];
    assert.ok(found !== undefined, `no tag that is known: ${html.slice(at, at + 80)}`);
    assert.ok(TAGS.includes(name), name);
    for (const [, attribute = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
      assert.ok(ATTRIBUTES.includes(attribute), attribute);
      if (attribute === 'href') assert.match(value, /^\s*(https?:\/\/|mailto:)/i);
      if (attribute === 'src') assert.match(value, /^cid:#\d+$/);
      if (attribute === 'target') assert.equal(value, '_blank');
      if (attribute === 'rel') assert.equal(value, 'noopener noreferrer nofollow');
    }
  }
}

const sanitised = (html: string) => sanitiseHtml(html, (contentId) => (contentId === 'a' ? 0 : undefined));

for (const vector of SCRIPT_VECTORS) {
  test(`is made harmless: ${JSON.stringify(vector)}`, () => {
    for (const html of [
      vector,
      `<p>above</p>${vector}<p>below</p>`,
      `<div title="${vector}">x</div>`,
      `<a href='${vector}'>x</a>`,
    ]) {
      assertHarmless(sanitised(html));
      // Whoever shows it may read it twice.
      assert.equal(
        sanitiseHtml(sanitised(html), () => 0).replaceAll('cid:#0', ''),
        sanitised(html).replaceAll('cid:#0', ''),
      );
    }
  });
}

test('any vectors in any order, cut anywhere, are made harmless', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...SCRIPT_VECTORS), fc.nat(120)), { minLength: 1, maxLength: 6 }),
      (vectors) => {
        assertHarmless(sanitised(vectors.map(([vector, size]) => vector.slice(0, size)).join('')));
      },
    ),
    { numRuns: FUZZ_RUNS || 500 },
  ));
