import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryArea } from '../tests/memory-area.ts';
import { openDeviceStorage } from './device-storage.ts';

test('instances of different names do not see each other', () => {
  const area = new MemoryArea();
  const [left, right] = ['left', 'right'].map((name) => openDeviceStorage(name, () => area, undefined));
  left?.set('visitor', 'anna');
  assert.equal(left?.get('visitor'), 'anna');
  assert.equal(right?.get('visitor'), undefined);
  assert.deepEqual(left?.keys('vis'), ['visitor']);
  assert.deepEqual(right?.keys(''), []);
});

test('where storage is refused it lasts as long as the page', () => {
  const storage = openDeviceStorage(
    'x',
    () => {
      throw new Error('SecurityError');
    },
    undefined,
  );
  assert.equal(storage.set('key', 'value'), false);
  assert.equal(storage.get('key'), 'value');
  assert.deepEqual(storage.keys(''), ['key']);
  storage.remove('key');
  assert.equal(storage.get('key'), undefined);
});

test('when storage is full the newest value counts, in memory', () => {
  const area = new MemoryArea();
  const storage = openDeviceStorage('x', () => area, undefined);
  storage.set('key', 'old');
  area.full = true;
  assert.equal(storage.set('key', 'new'), false);
  assert.equal(storage.get('key'), 'new');
  area.full = false;
  assert.equal(storage.set('key', 'newest'), true);
  assert.equal(openDeviceStorage('x', () => area, undefined).get('key'), 'newest');
});

test('changes of other tabs are heard under the instance’s own keys', () => {
  const changes = new EventTarget();
  const storage = openDeviceStorage('x', () => new MemoryArea(), changes);
  const heard: string[] = [];
  const stop = storage.onChange((key) => heard.push(key));
  const change = (key: string | null): void => void changes.dispatchEvent(Object.assign(new Event('storage'), { key }));
  change('onethread/x/visitor');
  change('onethread/y/visitor');
  change(null);
  stop();
  change('onethread/x/outbox');
  assert.deepEqual(heard, ['visitor']);
});
