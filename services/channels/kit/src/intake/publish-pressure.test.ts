import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PublishPressure } from './publish-pressure.ts';

const SLOW_MS = 2_000;

function bench() {
  let now = 0;
  const pressure = new PublishPressure(SLOW_MS, () => now);
  const pass = (ms: number): void => void (now += ms);
  /** One publish after another, each taking so long. */
  const publish = (times: number, tookMs: number): void => {
    for (let n = 0; n < times; n += 1) {
      const { end } = pressure.begin();
      pass(tookMs);
      end(false);
    }
  };
  return { pressure, pass, publish };
}

describe('the pressure of publishing', () => {
  it('is none while at most one in a hundred is slow', () => {
    const { pressure, publish } = bench();
    publish(99, 1);
    publish(1, SLOW_MS);
    assert.equal(pressure.admits(), true);
    publish(1, 1);
    const stuck = pressure.begin();
    assert.equal(pressure.admits(), true);
    stuck.end(false);
  });

  it('rises while one is stuck, without waiting for its end, and lets one at a time look', () => {
    const { pressure, pass } = bench();
    const stuck = pressure.begin();
    pass(SLOW_MS - 1);
    assert.equal(pressure.admits(), true);
    pass(1);
    assert.equal(pressure.admits(), true, 'the first may look');
    const probe = pressure.begin();
    assert.equal(pressure.admits(), false, 'one at a time');
    pass(SLOW_MS);
    assert.equal(pressure.admits(), false);
    probe.end(false);
    assert.equal(pressure.admits(), true, 'the next may look');
    stuck.end(false);
  });

  it('ends with the first that is quick, though others are stuck still', () => {
    const { pressure, pass } = bench();
    const stuck = pressure.begin();
    pass(SLOW_MS);
    const probe = pressure.begin();
    pass(1);
    probe.end(false);
    const [one, two] = [pressure.begin(), pressure.begin()];
    assert.equal(pressure.admits(), true);
    for (const publish of [one, two, stuck]) publish.end(false);
    assert.equal(pressure.admits(), true);
  });

  it('does not end with a publish that failed quickly, and is forgotten after ten seconds of silence', () => {
    const { pressure, pass, publish } = bench();
    publish(1, SLOW_MS);
    const probe = pressure.begin();
    probe.end(true);
    const next = pressure.begin();
    assert.equal(pressure.admits(), false);
    next.end(true);
    pass(10_001);
    const [one] = [pressure.begin()];
    assert.equal(pressure.admits(), true);
    one.end(false);
  });
});
