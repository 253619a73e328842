// The floor for the loader: a classic script without any framework that draws a launcher in a shadow root and
// brings in a panel when it is pressed. It does nothing else that a help widget has to do.
const { panel, home } = document.currentScript.dataset;

const container = document.createElement('div');
container.id = 'freshworks-container';
const frame = document.createElement('div');
frame.id = 'launcher-frame';
frame.style.cssText = 'position:fixed;right:20px;bottom:20px;z-index:2147483000';
const button = document.createElement('button');
button.textContent = 'Help';
button.onclick = async () => {
  const answer = fetch(home).then((response) => response.json());
  const { open } = await import(/* @vite-ignore */ panel);
  open(container, await answer);
};
const sheet = new CSSStyleSheet();
sheet.replaceSync(
  'button{all:initial;display:flex;align-items:center;height:48px;padding:0 20px;border-radius:24px;' +
    'background:#2f5bea;color:#fff;box-shadow:0 4px 20px #0004;font:600 16px/1 system-ui;cursor:pointer}' +
    'button:focus-visible{outline:2px solid #2f5bea;outline-offset:2px}',
);
const shadow = frame.attachShadow({ mode: 'open' });
shadow.adoptedStyleSheets = [sheet];
shadow.append(button);
container.append(frame);
document.documentElement.append(container);
