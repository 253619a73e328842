import type { ComponentChildren } from 'preact';
import type { Help } from '../state/help.ts';
import type { Loaded } from '../state/resource.ts';
import { Icon, type icons } from './icon.tsx';

/** A screen's three ways to be: on its way, there, or failed with a way out. */
export function Loading<Value>({
  help,
  from,
  lines,
  children,
}: {
  help: Help;
  from: Loaded<Value>;
  /** How many lines the placeholder has. */
  lines: number;
  children: (value: Value) => ComponentChildren;
}) {
  if (from.status === 'loading') return <Skeleton lines={lines} />;
  if (from.status === 'ready') return <>{children(from.value)}</>;
  const texts = help.texts.value;
  if (from.code === 'not_found') {
    return <Message shape="search" title={texts.gone} hint={texts.goneHint} />;
  }
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
  shape: keyof typeof icons;
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
export function Skeleton({ lines }: { lines: number }) {
  return (
    <div class="skeleton" aria-hidden="true">
      {[...Array(lines).keys()].map((line) => (
        <i key={line} />
      ))}
    </div>
  );
}
