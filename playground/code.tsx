import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** Code to copy. */
export function Code({
  title,
  code,
  children,
}: {
  title: string;
  code: string;
  /** Between the title and the code. */
  children?: ComponentChildren;
}) {
  const [copied, setCopied] = useState('');
  const isCopied = copied === code;
  return (
    <section class="card code" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <button
          type="button"
          class="quiet"
          onClick={async () => {
            await navigator.clipboard.writeText(code);
            setCopied(code);
          }}
        >
          {isCopied ? 'Copied' : 'Copy'}
        </button>
      </header>
      {children}
      <pre>
        <code>{code}</code>
      </pre>
    </section>
  );
}
