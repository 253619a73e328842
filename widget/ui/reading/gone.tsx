import type { ReadingTexts } from '../../text/texts.ts';
import { Message } from '../states.tsx';

/** There is no such thing, or not for this viewer: which of them, nobody is told. */
export function Gone({ texts }: { texts: ReadingTexts }) {
  return <Message shape="search" title={texts.gone} hint={texts.goneHint} />;
}
