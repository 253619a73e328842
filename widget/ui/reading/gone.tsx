import type { Help } from '../../state/help.ts';
import { Message } from '../states.tsx';

/** There is no such thing, or not for this viewer: which of them, nobody is told. */
export function Gone({ help }: { help: Help }) {
  const texts = help.texts.value;
  return <Message shape="search" title={texts.gone} hint={texts.goneHint} />;
}
