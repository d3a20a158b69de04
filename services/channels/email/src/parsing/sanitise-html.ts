import sanitize from 'sanitize-html';
import { LIMITS } from '../limits.ts';

const TAGS = (
  'a abbr b blockquote br caption code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins li ol p pre q s ' +
  'small span strike strong sub sup table tbody td tfoot th thead tr u ul'
).split(' ');

const WHOLE_LINK = /^\s*(https?:\/\/|mailto:)/i;

/**
 * HTML that can be shown beside our own: an allow-list of tags and attributes, no styles, links to http, https and mailto
 * in a new window, pictures only of the mail itself. `placeOf` gives the place of a Content-ID among the attachments;
 * pictures from elsewhere would tell their owner who reads when, and are left out.
 */
export function sanitiseHtml(html: string, placeOf: (contentId: string) => number | undefined): string {
  return sanitize(html.slice(0, LIMITS.htmlCharacters), {
    allowedTags: TAGS,
    allowedAttributes: {
      '*': ['dir', 'lang'],
      a: ['href', 'title', 'rel', 'target'],
      img: ['src', 'alt', 'width', 'height'],
      td: ['colspan', 'rowspan', 'align'],
      th: ['colspan', 'rowspan', 'align'],
      ol: ['start'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['cid'] },
    allowProtocolRelative: false,
    nonTextTags: ['style', 'script', 'textarea', 'option', 'noscript', 'title', 'xmp', 'iframe', 'object', 'template'],
    nestingLimit: LIMITS.htmlDepth,
    transformTags: {
      a: (tagName, { href = '', ...others }) => ({
        tagName,
        // One without a scheme would lead into whatever page shows the mail.
        attribs: {
          ...(WHOLE_LINK.test(href) && { href }),
          ...others,
          rel: 'noopener noreferrer nofollow',
          target: '_blank',
        },
      }),
      img: (tagName, { src = '', alt, width, height }) => {
        const place = /^cid:/i.test(src) ? placeOf(decoded(src.slice(4))) : undefined;
        const shown = { ...(alt && { alt }), ...(width && { width }), ...(height && { height }) };
        return { tagName, attribs: place === undefined ? shown : { ...shown, src: `cid:#${place}` } };
      },
    },
    exclusiveFilter: (frame) => frame.tag === 'img' && frame.attribs['src'] === undefined,
  }).trim();
}

function decoded(contentId: string): string {
  try {
    return decodeURIComponent(contentId);
  } catch {
    return contentId;
  }
}
