import type { PortalPage } from '../../contract/portal.ts';
import { Content } from '../pages/content.tsx';
import { directionOf, textsFor } from '../text/texts.ts';
import { Footer } from './footer.tsx';
import { Head } from './head.tsx';
import { Header } from './header.tsx';
import { Sidebar } from './sidebar.tsx';

export function Document({ page }: { page: PortalPage }) {
  const { frame, content } = page;
  const texts = textsFor(frame.locale);
  const layout = content.kind === 'home' ? 'full' : frame.sections ? 'page with-sidebar' : 'page';
  return (
    <html lang={frame.locale} dir={directionOf(frame.locale)} data-theme={frame.theme}>
      <Head page={page} texts={texts} />
      <body>
        <a class="skip" href="#content">
          {texts.skip}
        </a>
        <Header frame={frame} texts={texts} hasSearch={content.kind !== 'home' && !frame.isShut} />
        <div class={layout}>
          {frame.sections && <Sidebar sections={frame.sections} texts={texts} />}
          <main id="content" tabIndex={-1} class={content.kind}>
            <Content content={content} frame={frame} texts={texts} />
          </main>
        </div>
        <Footer frame={frame} texts={texts} />
      </body>
    </html>
  );
}
