import { render } from 'preact';
import { App } from './app.tsx';
import { askFacts } from './ask.ts';

const root = document.querySelector('#playground');
if (root) {
  const facts = await askFacts();
  render(<App facts={facts} />, root);
}
