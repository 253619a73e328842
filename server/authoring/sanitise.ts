import sanitizeHtml from 'sanitize-html';
import { ArticleMarkup, VoidMarkup } from '../../contract/markup.ts';
import { attributesOf } from './attributes.ts';

/** Elements whose content is no text of the article either. */
const discardedWhole = [
  ...['script', 'style', 'template', 'noscript', 'noembed', 'noframes', 'title'],
  ...['textarea', 'select', 'option', 'xmp', 'svg', 'math', 'object', 'audio', 'video'],
];

/** Deeper mark-up is flattened: whoever walks an article may do so recursively. */
const deepest = 60;

const options: sanitizeHtml.IOptions = {
  allowedTags: Object.keys(ArticleMarkup),
  allowedAttributes: Object.fromEntries(
    Object.entries(ArticleMarkup).map(([name, attributes]) => [name, [...attributes, 'data-if']]),
  ),
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesAppliedToAttributes: ['href', 'src'],
  allowProtocolRelative: false,
  nonTextTags: discardedWhole,
  selfClosing: [...VoidMarkup],
  nestingLimit: deepest,
  parseStyleAttributes: false,
  transformTags: {
    '*': (name, given) => {
      if (name === 'iframe') return linkInsteadOf(given);
      // A block keeps its condition, whatever it is made of: without its element its content would be for all.
      const isBlock = Object.hasOwn(given, 'data-if') && !discardedWhole.includes(name);
      const tagName = isBlock && !Object.hasOwn(ArticleMarkup, name) ? 'div' : name;
      const attribs = attributesOf(tagName, given);
      return attribs ? { tagName, attribs } : { tagName: 'dropped', attribs: {} };
    },
  },
};

/**
 * Article HTML as it may be stored: only what contract/markup.ts lists, in one spelling. Lower-case tags,
 * double-quoted attributes in a fixed order, no entities but `&amp;`, `&lt;`, `&gt;` and `&quot;`, no comments.
 * Sanitising again changes nothing.
 */
export function sanitise(html: string): string {
  // What the first pass drops may have kept two elements apart that cannot nest; the second settles that.
  return pass(pass(html));
}

function pass(html: string): string {
  const text = html.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\0', '');
  // Text and attribute values hold no `>` here, so ` />` can only end a void element.
  return sanitizeHtml(text, options)
    .replaceAll(' />', '>')
    .replace(/(<a href="([^"]*)">)(?=<\/a>)/g, (_link, start: string, address: string) => {
      return start + address.replaceAll('&quot;', '"');
    });
}

/** A frame is a page of somebody else inside the article: what remains is the way there. */
function linkInsteadOf(iframe: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const attribs = attributesOf('a', { href: iframe['src'] ?? '' });
  const isWeb = attribs && /^https?:/.test(attribs['href'] ?? '');
  return isWeb ? { tagName: 'a', attribs } : { tagName: 'iframe', attribs: {} };
}
