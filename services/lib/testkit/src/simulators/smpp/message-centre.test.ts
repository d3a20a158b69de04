import assert from 'node:assert/strict';
import { test } from 'node:test';
import { once } from 'node:events';
import smpp from 'smpp';
import { MessageCentre } from './message-centre.ts';

async function bound(centre: MessageCentre, password = 'pw') {
  const session = smpp.connect({ host: '127.0.0.1', port: centre.port, tls: false });
  await once(session, 'connect');
  const status = await new Promise<number>((resolve) =>
    session.send(new smpp.PDU('bind_transceiver', { system_id: 'us', password }), (answer) =>
      resolve(answer.command_status),
    ),
  );
  return { session, status };
}

test('a message is taken, answered with an id, and its receipt names that id', async (t) => {
  const centre = await MessageCentre.open({ accounts: { us: 'pw' } });
  t.after(() => centre.close());
  const { session, status } = await bound(centre);
  assert.equal(status, 0);
  const receipt = once(session, 'deliver_sm');
  const answered = new Promise<unknown>((resolve) =>
    session.send(
      new smpp.PDU('submit_sm', {
        destination_addr: '447700900001',
        data_coding: 0,
        registered_delivery: 1,
        short_message: smpp.encodings.ASCII.encode('a@b_$€'),
      }),
      (answer) => resolve(answer['message_id']),
    ),
  );
  const id = await answered;
  const [told] = (await receipt) as [Record<string, unknown>];
  assert.equal(told['receipted_message_id'], id);
  assert.equal(centre.accepted()[0]?.text, 'a@b_$€');
  session.destroy();
});

test('a wrong password is refused', async (t) => {
  const centre = await MessageCentre.open({ accounts: { us: 'pw' } });
  t.after(() => centre.close());
  const { session, status } = await bound(centre, 'other');
  assert.equal(status, 0x0e);
  session.destroy();
});
