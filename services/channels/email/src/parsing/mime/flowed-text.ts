/**
 * Text of `format=flowed` (RFC 3676) as it was written: lines that end with a blank go on with the next one of the same quote
 * depth, and the blank that keeps a line from looking like a quote is taken away. `deletesBlank`: DelSp=yes.
 */
export function unflow(text: string, deletesBlank: boolean): string {
  const out: string[] = [];
  // In pieces until it ends: what grows line by line costs its square.
  let open: { readonly depth: number; readonly pieces: string[] } | undefined;
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    const own = line.slice(depth).replace(/^ /, '');
    const isSignature = own === '-- ';
    const isOpen = own.endsWith(' ') && !isSignature;
    if (open !== undefined && (open.depth !== depth || isSignature)) {
      out.push(quoted(open.depth, open.pieces.join('')));
      open = undefined;
    }
    const pieces: string[] = open?.pieces ?? [];
    pieces.push(isOpen && deletesBlank ? own.slice(0, -1) : own);
    open = isOpen ? { depth, pieces } : undefined;
    if (!isOpen) out.push(quoted(depth, pieces.join('')));
  }
  if (open !== undefined) out.push(quoted(open.depth, open.pieces.join('')));
  return out.join('\n');
}

function quoted(depth: number, text: string): string {
  return depth === 0 ? text : `${'>'.repeat(depth)} ${text}`;
}
