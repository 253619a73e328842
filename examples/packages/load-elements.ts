import { loadElements } from 'porchlight/load';

const { server = '', widget = '' } = document.body.dataset;

await loadElements({ server, widget });
const element = document.createElement('porchlight-article');
element.setAttribute('article', '1');
document.body.append(element);

const output = document.querySelector('output');
if (output) output.textContent = 'defined';
