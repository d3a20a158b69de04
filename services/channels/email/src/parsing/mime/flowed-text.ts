/**
 * Text of `format=flowed` (RFC 3676) as it was written: lines that end with a blank go on with the next one of the same quote
 * depth, and the blank that keeps a line from looking like a quote is taken away. `deletesBlank`: DelSp=yes.
 */
export function unflow(text: string, deletesBlank: boolean): string {
  const out: string[] = [];
  let open: { depth: number; text: string } | undefined;
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    const own = line.slice(depth).replace(/^ /, '');
    const isSignature = own === '-- ';
    const isOpen = own.endsWith(' ') && !isSignature;
    const joined: string = open !== undefined && open.depth === depth && !isSignature ? open.text + own : own;
    if (open !== undefined && (open.depth !== depth || isSignature)) out.push(quoted(open.depth, open.text));
    const rest = isOpen && deletesBlank ? joined.slice(0, -1) : joined;
    open = isOpen ? { depth, text: rest } : undefined;
    if (!isOpen) out.push(quoted(depth, rest));
  }
  if (open !== undefined) out.push(quoted(open.depth, open.text));
  return out.join('\n');
}

function quoted(depth: number, text: string): string {
  return depth === 0 ? text : `${'>'.repeat(depth)} ${text}`;
}
