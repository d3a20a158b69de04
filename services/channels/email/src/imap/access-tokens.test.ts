import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSqliteDocumentStore } from '@onethread/documents';
import { TokenEndpoint } from '../testing/token-endpoint.ts';
import { AccessTokens, CredentialsRefusedError, TokenEndpointError } from './access-tokens.ts';

const MINUTE = 60_000;
const NEVER = new AbortController().signal;

async function play(
  answer: TokenEndpoint['answer'],
  run: (scene: {
    endpoint: TokenEndpoint;
    open: () => Promise<AccessTokens>;
    pass: (ms: number) => void;
  }) => Promise<void>,
) {
  await using endpoint = await TokenEndpoint.open(answer);
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  let now = 1_000_000;
  const grant = { tokenUrl: endpoint.url, clientId: 'us', clientSecret: 'hush', refreshToken: 'first', scope: 'mail' };
  try {
    const open = () => AccessTokens.open(grant, documents, () => now);
    await run({ endpoint, open, pass: (ms) => void (now += ms) });
  } finally {
    await documents.close();
  }
}

test('a token is used until shortly before its end, then another is asked for', () => {
  let given = 0;
  const answer = () => ({ body: { access_token: `token ${(given += 1)}`, expires_in: 3_600 } });
  return play(answer, async ({ endpoint, open, pass }) => {
    const tokens = await open();
    assert.equal(await tokens.get(NEVER), 'token 1');
    pass(54 * MINUTE);
    assert.equal(await tokens.get(NEVER), 'token 1');
    pass(2 * MINUTE);
    assert.equal(await tokens.get(NEVER), 'token 2');
    assert.equal(tokens.forget(), false);
    assert.equal(await tokens.get(NEVER), 'token 3');
    assert.equal(await tokens.get(NEVER), 'token 3');
    assert.equal(tokens.forget(), true);
    assert.deepEqual(endpoint.asked[0], {
      grant_type: 'refresh_token',
      refresh_token: 'first',
      client_id: 'us',
      client_secret: 'hush',
      scope: 'mail',
    });
  });
});

test('a refresh token that replaces the configured one is kept, over restarts too', () =>
  play(
    ({ refresh_token: used }) => ({ body: { access_token: 'a', refresh_token: `${used}+`, expires_in: 60 } }),
    async ({ endpoint, open, pass }) => {
      const tokens = await open();
      await tokens.get(NEVER);
      pass(MINUTE);
      await tokens.get(NEVER);
      await (await open()).get(NEVER);
      assert.deepEqual(
        endpoint.asked.map(({ refresh_token: used }) => used),
        ['first', 'first+', 'first++'],
      );
    },
  ));

for (const [what, status, body, expected] of [
  ['a withdrawn grant', 400, { error: 'invalid_grant' }, CredentialsRefusedError],
  ['a wrong client', 401, '', CredentialsRefusedError],
  ['an endpoint that fails', 503, 'sorry', TokenEndpointError],
  ['an answer without a token', 200, { token_type: 'Bearer' }, TokenEndpointError],
  ['an answer without end', 200, 'x'.repeat(100_000), TokenEndpointError],
  ['a fault that passes', 400, { error: 'temporarily_unavailable' }, TokenEndpointError],
] as const) {
  test(`${what} is ${expected === CredentialsRefusedError ? 'for a person to mend' : 'tried again'}`, () =>
    play(
      () => ({ status, body }),
      async ({ open }) => {
        await assert.rejects((await open()).get(NEVER), expected);
      },
    ));
}
