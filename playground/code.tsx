import { useState } from 'preact/hooks';

/** Code to copy. */
export function Code({ title, code }: { title: string; code: string }) {
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
      <pre>
        <code>{code}</code>
      </pre>
    </section>
  );
}
