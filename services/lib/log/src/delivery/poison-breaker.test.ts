import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MAX_POISON_IN_A_ROW, MIN_RECORDS_FOR_SHARE, PoisonBreaker } from './poison-breaker.ts';

const MINUTE = 60_000;

/** A breaker with a clock in the test's hands. */
function bench() {
  let now = 1_700_000_000_000;
  const breaker = new PoisonBreaker(() => now);
  const handle = (records: number): void => {
    for (let n = 0; n < records; n += 1) breaker.handled();
  };
  return { breaker, handle, pass: (ms: number) => void (now += ms) };
}

/** A minute in which exactly 5 % of the records were poison, none of them in a row. */
function fivePercent({ breaker, handle }: ReturnType<typeof bench>): void {
  for (let n = 0; n < 20; n += 1) {
    handle(19);
    assert.equal(breaker.mayDeadLetter(), true);
  }
}

describe('poison in a row', () => {
  it('opens it at the fiftieth, however far apart they come, and the first record handled closes it', () => {
    const { breaker, handle, pass } = bench();
    for (let n = 1; n < MAX_POISON_IN_A_ROW; n += 1) {
      assert.equal(breaker.mayDeadLetter(), true);
      pass(MINUTE);
    }
    assert.equal(breaker.mayDeadLetter(), false);
    assert.equal(breaker.justTripped, true);
    pass(MINUTE);
    assert.equal(breaker.mayDeadLetter(true), false);
    assert.equal(breaker.justTripped, false);
    handle(1);
    assert.equal(breaker.mayDeadLetter(true), true);
  });
});

describe('the share of a minute', () => {
  it('does not open it at 5 %, but above', () => {
    const at = bench();
    fivePercent(at);
    at.handle(1);
    assert.equal(at.breaker.mayDeadLetter(), false);
    assert.equal(at.breaker.justTripped, true);
    assert.equal(at.breaker.mayDeadLetter(), false);
    assert.equal(at.breaker.justTripped, false);
  });

  it('says nothing while there are too few records to speak of a share', () => {
    const { breaker, handle } = bench();
    for (let records = 0; records < MIN_RECORDS_FOR_SHARE - 2; records += 2) {
      handle(1);
      assert.equal(breaker.mayDeadLetter(), true);
    }
    handle(1);
    assert.equal(breaker.mayDeadLetter(), false);
  });

  it('counts the last minute alone', () => {
    const at = bench();
    fivePercent(at);
    at.pass(MINUTE + 5_000);
    fivePercent(at);
    at.handle(19);
    assert.equal(at.breaker.mayDeadLetter(), true);
  });

  it('stays open while what is tried again is all that comes, and closes when enough others were handled', () => {
    const at = bench();
    fivePercent(at);
    assert.equal(at.breaker.mayDeadLetter(), false);
    at.pass(2 * MINUTE);
    assert.equal(at.breaker.mayDeadLetter(true), false, 'the minute is empty, and nothing shows that all is well');
    at.handle(1);
    assert.equal(at.breaker.mayDeadLetter(true), true);
  });

  it('closes by itself within the minute where others dilute it; a record tried again is not one more', () => {
    const at = bench();
    fivePercent(at);
    assert.equal(at.breaker.mayDeadLetter(), false);
    for (let tries = 0; tries < 100; tries += 1) assert.equal(at.breaker.mayDeadLetter(true), false);
    at.handle(19);
    assert.equal(at.breaker.mayDeadLetter(true), true);
  });

  it('is forgotten when an operator resumes', () => {
    const at = bench();
    fivePercent(at);
    assert.equal(at.breaker.mayDeadLetter(), false);
    at.breaker.reset();
    assert.equal(at.breaker.mayDeadLetter(), true);
  });

  it('survives a clock that is set back', () => {
    const at = bench();
    fivePercent(at);
    at.pass(-10 * MINUTE);
    assert.equal(at.breaker.mayDeadLetter(), false);
  });
});
