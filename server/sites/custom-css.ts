import { type ChildNode, CssSyntaxError, parse } from 'postcss';

/** At-rules that arrange what a page has. Whatever loads something is not among them. */
const allowedRules = new Set([
  ...['media', 'supports', 'container', 'layer', 'keyframes', 'property', 'scope'],
  ...['starting-style', 'page'],
]);

/** Functions that load something. */
const loading =
  /(?:^|[^\w-])(url|src|image|image-set|-webkit-image-set|cross-fade|element|paint)\(/gi;

/** The only thing that a sheet may load: a picture that an article of this server shows. */
const ownPicture = /url\(\s*(["']?)\/files\/\d+\/[\w.%~-]+\1\s*\)/gi;

const properties = /^(behavior|-moz-binding)$/i;

/**
 * What a site's own style sheet may not hold, each with its line; none where all is right. Style sheets cannot run
 * script, and the pages' policy lets them load from the site alone; this refuses what would try, so that its
 * author hears of it.
 */
export function faultsInCss(css: string): string[] {
  let root: ReturnType<typeof parse>;
  try {
    root = parse(css);
  } catch (error) {
    if (error instanceof CssSyntaxError) return [`line ${error.line}: ${error.reason}`];
    throw error;
  }
  const faults: string[] = [];
  root.walk((node) => {
    const fault = faultOf(node);
    if (fault !== null) faults.push(`line ${node.source?.start?.line ?? 1}: ${fault}`);
  });
  return faults;
}

function faultOf(node: ChildNode): string | null {
  switch (node.type) {
    case 'comment':
      return null;
    case 'atrule':
      if (!allowedRules.has(node.name.toLowerCase())) return `@${node.name} is not allowed`;
      return loadingIn(node.params);
    case 'rule':
      return hasEscape(node.selector) ? 'a backslash is allowed in quoted text alone' : null;
    case 'decl':
      if (properties.test(node.prop) || hasEscape(node.prop)) return `${node.prop} is not allowed`;
      return loadingIn(node.value);
  }
}

function loadingIn(value: string): string | null {
  const rest = value.replace(ownPicture, '');
  if (hasEscape(rest)) return 'a backslash is allowed in quoted text alone';
  const [found] = withoutText(rest).match(loading) ?? [];
  return found ? 'only url(/files/…), a picture of this site, may be loaded' : null;
}

/** An escape can spell `url` in a way that is not looked for. */
function hasEscape(value: string): boolean {
  return withoutText(value).includes('\\');
}

function withoutText(value: string): string {
  return value.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gs, '""');
}
