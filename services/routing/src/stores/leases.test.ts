import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LeaseDocument } from './documents.ts';
import { isLeaseValid } from './leases.ts';

const VALID_MS = 15_000;

function renewedAt(at: number): LeaseDocument {
  return { _id: 'pool:main', rev: 1, holder: 'r1', epoch: 1, renewedAt: at, validUntil: at + VALID_MS };
}

describe('a lease', () => {
  it('holds from its renewal to its end, also by a clock that goes a little differently', () => {
    const lease = renewedAt(1_000_000);
    assert.equal(isLeaseValid(lease, 1_000_000), true);
    assert.equal(isLeaseValid(lease, 1_000_000 + VALID_MS), false);
    assert.equal(isLeaseValid(lease, 1_000_000 - 30_000), true);
  });

  it('that was renewed by a clock which went back since holds nobody off until that time comes round again', () => {
    assert.equal(isLeaseValid(renewedAt(1_000_000), 1_000_000 - 3_600_000), false);
  });
});
