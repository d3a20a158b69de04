import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentId, EvidenceKind, IdentityId } from '@onethread/contracts';
import { decided, proposed, retracted } from './evidence.ts';
import type { Evidence, Link } from './evidence.ts';

const ends = { _id: 'a-b', a: 'a' as IdentityId, b: 'b' as IdentityId };
const by = { agentId: 'ada' as AgentId, name: 'Ada' };
const said = (evidence: EvidenceKind, at: number, proved = evidence !== 'agent'): Evidence => ({
  evidence,
  proved,
  at,
});
const active = (evidence: Evidence): Link => decided(proposed(undefined, ends, evidence), undefined);

describe('a link after some evidence', () => {
  it('is judged before it counts', () => {
    assert.equal(proposed(undefined, ends, said('login', 1)).state, 'proposed');
    assert.equal(active(said('login', 1)).state, 'active');
    assert.deepEqual(decided(proposed(undefined, ends, said('login', 1)), 'two-users').refusedBecause, 'two-users');
  });

  it('becomes proved by proof, keeps its proof, and loses it to nobody’s belief', () => {
    const believed = active({ ...said('agent', 1), by, note: 'same voice' });
    const proof = proposed(believed, ends, said('link-code', 2));
    assert.deepEqual([proof.state, proof.evidence, proof.proved, proof.by], ['active', 'link-code', true, undefined]);
    assert.equal(proposed(proof, ends, { ...said('agent', 3), by }), proof);
    assert.equal(proposed(proof, ends, said('login', 3)), proof);
  });

  const after: readonly (readonly [EvidenceKind, number, string])[] = [
    ['login', 11, 'proposed'],
    ['link-code', 11, 'proposed'],
    ['confirmed-address', 11, 'proposed'],
    ['agent', 11, 'proposed'],
    ['login', 10, 'retracted'],
    ['link-code', 9, 'retracted'],
    ['verified-email', 11, 'retracted'],
    ['verified-phone', 11, 'retracted'],
    ['import', 11, 'retracted'],
  ];
  for (const [kind, at, state] of after) {
    it(`that an agent took back at 10 is ${state} by ${kind} of ${at}`, () => {
      const back = retracted(active(said('verified-email', 5)), 10, by, 'two people');
      assert.equal(proposed(back, ends, said(kind, at)).state, state);
    });
  }

  it('that an agent makes again is believed only, though it was proved before', () => {
    const back = retracted(active(said('login', 5)), 10, by);
    assert.equal(back.proved, true);
    assert.equal(proposed(back, ends, said('agent', 11)).proved, false);
  });

  it('that was refused is judged anew, by the strongest evidence that there ever was', () => {
    const refused = decided(proposed(undefined, ends, said('login', 1)), 'two-users');
    const again = proposed(refused, ends, said('agent', 2));
    assert.deepEqual([again.state, again.evidence, again.proved], ['proposed', 'login', true]);
    assert.equal(again.refusedBecause, undefined);
  });

  it('is taken back once', () => {
    const back = retracted(active(said('login', 5)), 10, by, 'two people');
    assert.equal(retracted(back, 20), back);
    assert.deepEqual([back.by, back.note, back.at], [by, 'two people', 10]);
  });
});
