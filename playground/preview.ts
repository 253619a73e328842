import { eventNames, type Heard } from './bridge.ts';

// The page inside the playground: tells it what the widget says. Runs before the widget's script.
for (const event of eventNames) {
  document.addEventListener(`porchlight:${event}`, (heard) => {
    const detail = heard instanceof CustomEvent ? heard.detail : undefined;
    const message: Heard = { event, detail: detail ?? null };
    window.parent.postMessage(message, window.location.origin);
  });
}
