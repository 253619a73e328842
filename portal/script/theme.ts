/** The switch of the appearance takes effect at once. The cookie is the one that the form would set. */
export function followTheme(): void {
  const form = document.querySelector<HTMLFormElement>('form.theme');
  form?.addEventListener('submit', (event) => {
    const { submitter } = event;
    if (!(submitter instanceof HTMLButtonElement)) return;
    event.preventDefault();
    document.documentElement.dataset['theme'] = submitter.value;
    for (const button of form.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button === submitter));
    }
    const body = new URLSearchParams({ theme: submitter.value });
    void fetch(form.action, { method: 'POST', body, redirect: 'manual' });
  });
}
