const FORBIDDEN =
  'script, iframe, frame, object, embed, form, input, button, meta, link, base, svg, math, template, style';

/**
 * A mail's markup as nodes for `page`. The channel has sanitised it and the frame runs no script; this third fence takes
 * out what has no business in a mail, and makes links open elsewhere.
 */
export function cleanMail(html: string, page: Document): Node[] {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  for (const element of parsed.querySelectorAll(FORBIDDEN)) element.remove();
  for (const element of parsed.querySelectorAll('*')) {
    for (const { name, value } of Array.from(element.attributes)) {
      const script = /^(href|src|action|xlink:href)$/i.test(name) && /^\s*(javascript|vbscript|data:text)/i.test(value);
      if (name.toLowerCase().startsWith('on') || script) element.removeAttribute(name);
    }
  }
  for (const link of parsed.querySelectorAll('a, area')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer nofollow');
  }
  return Array.from(parsed.body.childNodes, (node) => page.importNode(node, true));
}
