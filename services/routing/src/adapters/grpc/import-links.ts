import { RpcError, type ImportLinksRequest, type ImportLinksResponseInput } from '@onethread/rpc';
import { importLinks as importAll, type ImportedAddress } from '../../use-cases/identity/import-links.ts';
import { authenticateAdmin } from './authenticate.ts';
import type { UnaryMethod } from './unary.ts';

export const importLinks: UnaryMethod<ImportLinksRequest, ImportLinksResponseInput> = async (
  context,
  request,
  metadata,
) => {
  const { subject } = await authenticateAdmin(context, metadata);
  const records = request.records.map(({ a, b, proved }) => ({ a: addressFrom(a), b: addressFrom(b), proved }));
  const outcomes = await importAll(context.useCases, records);
  const linked = outcomes.filter(({ code }) => code === 'linked').length;
  context.audit('links-imported', subject, { records: records.length, linked });
  return { outcomes: outcomes.map(({ code, explanation }) => ({ code, explanation })) };
};

function addressFrom(address: ImportLinksRequest['records'][number]['a']): ImportedAddress {
  if (address === null) throw new RpcError('invalid', 'a record has two addresses');
  const { channel, account, externalId } = address;
  return { channel, account, externalId };
}
