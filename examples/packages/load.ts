import { loadPorchlight } from 'porchlight/load';

const { server = '', widget = '' } = document.body.dataset;
const output = document.querySelector('output');

document.querySelector('button')?.addEventListener('click', async () => {
  try {
    // Loaded by the first click alone.
    const help = await loadPorchlight({ server, widget, locale: 'de' });
    await help.open();
    if (output) output.textContent = help.status().locale;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    if (output) output.textContent = `${code}`;
  }
});
