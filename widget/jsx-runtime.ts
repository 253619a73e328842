import { type ComponentType, Fragment, h } from 'preact';

export { Fragment, jsx as jsxs };

/** What JSX compiles to: Preact's own runtime without the parts for precompiled templates. */
export function jsx(type: ComponentType<object>, props: object, key?: string) {
  return h(type, { ...props, key });
}
