/** @jsxImportSource react */
import { PorchlightProvider, usePorchlight } from 'porchlight/react';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

const { server = '', widget = '' } = document.body.dataset;

/** A login token of a customer, from this product's own backend. */
async function getToken(): Promise<string> {
  const answer = await fetch('/token?reader=ada', { method: 'POST' });
  return (await answer.json()).token;
}

function App() {
  const [token, setToken] = useState<string | null>(null);
  const [isThere, setThere] = useState(true);
  return (
    <>
      <h1>Orders</h1>
      <button type="button" onClick={async () => setToken(await getToken())}>
        Sign in
      </button>
      <button type="button" onClick={() => setToken(null)}>
        Sign out
      </button>
      <button type="button" onClick={() => setThere(!isThere)}>
        {isThere ? 'Leave the page' : 'Come back'}
      </button>
      {isThere ? (
        <PorchlightProvider server={server} widget={widget} token={token} renew={getToken}>
          <AskButton />
        </PorchlightProvider>
      ) : null}
    </>
  );
}

function AskButton() {
  const { porchlight, error } = usePorchlight();
  if (error) return <p>Help is not available: {error}</p>;
  return (
    <button type="button" disabled={!porchlight} onClick={() => porchlight?.open()}>
      Help with this order
    </button>
  );
}

const root = document.querySelector('#app');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
