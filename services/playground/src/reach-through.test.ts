import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reachThrough } from './reach-through.ts';

test('what the world calls ours is asked inside, with its path and query; everything else where it says', () => {
  const reach = reachThrough('http://localhost:8080/', 'http://proxy:8080');
  assert.equal(
    reach('http://localhost:8080/webhooks/twilio/sms?a=1#rc=5'),
    'http://proxy:8080/webhooks/twilio/sms?a=1#rc=5',
  );
  assert.equal(reach('http://localhost:8080'), 'http://proxy:8080');
  assert.equal(reach('http://localhost:80801/x'), 'http://localhost:80801/x');
  assert.equal(reach('http://playground:8082/cdn/1'), 'http://playground:8082/cdn/1');
});
