/*
 * First script of every page here: keeps what went wrong in the page, and offers a sign-in to the calls that a page
 * makes before the widget has loaded. `?early=ada` signs Ada in that way; without it `early` is null.
 */
window.pageErrors = [];
addEventListener('error', (event) => window.pageErrors.push(String(event.message)));
addEventListener('unhandledrejection', (event) => window.pageErrors.push(String(event.reason)));

const earlyReader = new URLSearchParams(location.search).get('early');

/** What `authenticate` takes. The token is missing, so the widget asks the callback for one. */
window.early = earlyReader && { token: '', callback: authenticateEarlyReader };

function authenticateEarlyReader() {
  fetch(`/token?reader=${encodeURIComponent(earlyReader)}`, { method: 'POST' })
    .then((response) => response.json())
    .then(({ token }) => {
      const help = window.FreshworksWidget ?? window.Porchlight;
      help?.('authenticate', { token, callback: authenticateEarlyReader });
    });
}
