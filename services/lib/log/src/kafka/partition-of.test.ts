import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { Partitioners } from 'kafkajs';
import { murmur2, partitionOf } from './partition-of.ts';

test('murmur2 gives what Kafka’s own test expects', () => {
  // https://github.com/apache/kafka, UtilsTest.testMurmur2.
  const expected: Readonly<Record<string, number>> = {
    '21': -973932308,
    foobar: -790332482,
    'a-little-bit-long-string': -985981536,
    'a-little-bit-longer-string': -1486304829,
    lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8: -58897971,
    abc: 479470107,
  };
  for (const [text, hash] of Object.entries(expected)) assert.equal(murmur2(Buffer.from(text)), hash, text);
});

test('every key goes to the partition that the client’s default partitioner takes', () => {
  const choose = Partitioners.DefaultPartitioner();
  for (const partitions of [1, 3, 12, 24]) {
    const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
      partitionId,
      leader: 1,
      partitionErrorCode: 0,
      replicas: [],
      isr: [],
    }));
    const keys = [
      '',
      'ü',
      '漢字',
      ...Array.from({ length: 300 }, (_, length) => randomBytes(length % 40).toString('latin1')),
    ];
    for (const key of keys) {
      const message = { key, value: '' };
      assert.equal(partitionOf(key, partitions), choose({ topic: 't', partitionMetadata, message }), key);
    }
  }
});
