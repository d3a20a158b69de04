import type { AdminClient, ProtoPartInput } from '@onethread/rpc';

const PASSWORD = 'correct horse battery staple';

/** Signs an agent in at the desk by invitation, as the desk's own page does; gives what uploads a file for a reply. */
export async function deskLogin(url: string, admin: AdminClient, agentId: string) {
  const { token } = await admin.inviteAgent({ agentId });
  const headers = { origin: url, 'x-onethread-desk': '1' };
  const accepted = await fetch(`${url}/desk/v1/invites/accept`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ token, password: PASSWORD }),
  });
  if (!accepted.ok) throw new Error(`the invitation was answered with ${accepted.status}`);
  const cookie = accepted.headers
    .getSetCookie()
    .map((value) => value.split(';')[0])
    .join('; ');

  return {
    cookie,
    /** One request as the desk's page makes it. */
    fetch: (path: string, init: RequestInit = {}) =>
      fetch(`${url}/desk/v1${path}`, { ...init, headers: { ...headers, cookie, ...(init.headers as object) } }),
    /** A part for a reply. */
    async upload(draftId: string, name: string, contentType: string, bytes: Uint8Array): Promise<ProtoPartInput> {
      const answer = await this.fetch(`/files/${draftId}?name=${encodeURIComponent(name)}`, {
        method: 'PUT',
        headers: { 'content-type': contentType },
        body: Buffer.from(bytes),
      });
      if (answer.status !== 201) throw new Error(`the upload was answered with ${answer.status}`);
      const file = (await answer.json()) as {
        blobId: string;
        contentType: string;
        fileKind: string;
        sizeBytes: number;
      };
      const { blobId, fileKind: kind, sizeBytes } = file;
      return { file: { blobId, kind, name, contentType: file.contentType, sizeBytes } };
    },
  };
}
