/*
 * The product's own script. Two things in it concern the widget: `authenticateCustomer` and `forgetCustomer`.
 * The queue in help-stub.js takes the calls until the widget has loaded.
 */

// --- help ---

/** Whoever this page belongs to; null when nobody is signed in, and while that is changing. */
let customer = null;

function authenticateCustomer() {
  const asked = customer;
  fetch('/help-token', { method: 'POST' })
    .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
    .then(({ token }) => {
      // Somebody else may have signed in while the token was on its way.
      if (customer !== asked) return;
      window.FreshworksWidget('authenticate', { token, callback: authenticateCustomer });
    })
    .catch(() => {
      // The widget asks again by itself; without a token it shows what everyone may read.
    });
}

function forgetCustomer() {
  window.FreshworksWidget('logout');
}

function meetCustomer() {
  const signedIn = document.getElementById('app').dataset.customer ?? null;
  if (signedIn === customer) return;
  customer = signedIn;
  if (customer) authenticateCustomer();
}

meetCustomer();

// --- the product ---

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-help]')) window.FreshworksWidget('open');
  for (const menu of document.querySelectorAll('details.account[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && document.querySelector('details.account[open]');
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});

/** Signing in and out replaces the content without leaving the page, as single-page applications do. */
document.addEventListener('submit', (event) => {
  const form = event.target.closest('form[data-in-place]');
  if (!form) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  customer = null;
  document.getElementById('app').inert = true;
  if ('signsOut' in form.dataset) forgetCustomer();
  fetch(form.action, { method: 'POST', body })
    .then((response) => response.text().then((text) => showPage(response.url, text)))
    .catch(() => location.reload());
});

function showPage(url, text) {
  const next = new DOMParser().parseFromString(text, 'text/html');
  document.title = next.title;
  document.getElementById('app').replaceWith(next.getElementById('app'));
  if (url !== location.href) history.pushState(null, '', url);
  document.getElementById('content').focus({ preventScroll: true });
  scrollTo(0, 0);
  meetCustomer();
}

addEventListener('popstate', () => location.reload());
