import type { ComponentChildren, VNode } from 'preact';
import type { Help } from '../state/help.ts';
import type { Loaded } from '../state/resource.ts';
import { Icon } from './icon.tsx';

/** A screen's three ways to be: on its way, there, or failed with a way out. */
export function Loading<Value>({
  help,
  from,
  gone,
  children,
}: {
  help: Help;
  from: Loaded<Value>;
  /** Stands in where the answer is that there is no such thing. */
  gone?: VNode;
  children: (value: Value) => ComponentChildren;
}) {
  if (from.status === 'loading') return <Skeleton />;
  if (from.status === 'ready') return <>{children(from.value)}</>;
  const texts = help.texts.value;
  if (from.code === 'not_found' && gone) return gone;
  const isOffline = from.code === 'offline';
  return (
    <Message
      shape="cloud"
      title={isOffline ? texts.offline : texts.failed}
      hint={isOffline ? texts.offlineHint : texts.failedHint}
    >
      <button class="button" type="button" onClick={help.retry}>
        {texts.retry}
      </button>
    </Message>
  );
}

export function Message({
  shape,
  title,
  hint,
  children,
}: {
  shape: 'search' | 'folder' | 'cloud';
  title: string;
  hint?: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="message">
      <Icon shape={shape} />
      <strong>{title}</strong>
      {hint ? <p>{hint}</p> : null}
      {children}
    </div>
  );
}

/** Shows itself only after a moment, so that a quick answer does not flash. */
export function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      {[...Array(8).keys()].map((line) => (
        <i key={line} />
      ))}
    </div>
  );
}
