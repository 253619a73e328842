import type { VNode } from 'preact';
import type { TicketAnswer } from '../../../contract/tickets.ts';
import { fetched } from '../../api/chunk.ts';
import { sendTicket } from '../../api/tickets.ts';
import type { Host, Reading } from '../../panel.ts';
import { startContact } from '../../state/form/contact.ts';
import type { Send } from '../../state/form/sending.ts';
import type { Help } from '../../state/help.ts';
import { signal } from '../../state/signals.ts';
import { spoken } from '../../state/spoken.ts';
import { paper } from './attachments.tsx';
import { catchFiles } from './catch-files.ts';
import style from './form.css?inline';
import { FormScreen } from './form-screen.tsx';
import { Stroke } from './stroke.tsx';

/** The contact form, in a file of its own that comes when somebody wants to write. */
export interface ContactScreens {
  readonly style: string;
  form(): VNode;
}

export async function startForm({
  help,
  host,
  reading,
  root,
}: {
  help: Help;
  host: Host;
  reading: Reading;
  /** What the form is drawn in. */
  root: HTMLElement;
}): Promise<ContactScreens> {
  const { server } = help;
  const { id } = help.settings.peek();
  const texts = await spoken('form', help, host);
  const address = `${server}/api/widget/v1/${id}/tickets`;

  const send: Send = async (ticket, signal, sent) => {
    const answers: TicketAnswer[] = [];
    try {
      return await reading.ask(async ({ pass }) => {
        const answer = await sendTicket(host.upload, address, { pass, signal }, ticket, sent);
        answers.push(answer);
        return answer;
      });
    } catch (error) {
      // A reader whose session ended on the way has no say any more, but their ticket is with the server.
      if (answers[0] && !signal.aborted) return answers[0];
      throw error;
    }
  };

  const contact = startContact({
    help,
    find: help.articles.find,
    send,
    pause,
    async prove(challenge, signal) {
      await fetched(host.request, 'proof');
      const { solve } = await import('../../state/form/proof.ts');
      return solve(challenge, signal);
    },
    page: () => location.origin + location.pathname,
    sent: ({ id, reference }) => host.emit('ticket', { id, reference }),
  });

  const isDropping = signal(false);
  catchFiles(
    root,
    () => help.trail.place.peek().kind === 'form',
    contact.files.attach,
    (isOver) => {
      isDropping.value = isOver && contact.limits.peek() !== null;
    },
  );

  async function takePicture(): Promise<void> {
    try {
      await fetched(host.request, 'screenshot');
      const { photograph } = await import('./screenshot.ts');
      const picture = await photograph(root);
      if (picture) contact.files.attach([picture]);
    } catch {
      // The next press loads it again.
    }
  }

  // Phones cannot, and pages without TLS may not.
  const canPhotograph = typeof navigator.mediaDevices?.getDisplayMedia === 'function';

  return {
    style,
    form: () => (
      <div class="contact-screen">
        <FormScreen
          help={help}
          contact={contact}
          texts={texts.value}
          photograph={canPhotograph ? takePicture : null}
        />
        {isDropping.value ? (
          <div class="drop">
            <Stroke path={paper} />
            {texts.value.drop}
          </div>
        ) : null}
      </div>
    ),
  };
}

/** Waits this long, or until the connection comes back. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    window.addEventListener('online', done);
    function done(): void {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    }
  });
}
