import type { Place } from './place.ts';

/** Where to open the panel: where it was left, at a place, or with the results of a search. */
export type Opening = 'last' | Place | { readonly search: string };

/** The place that the arguments of `open` name. Whatever names none is home. */
export function placeNamed(what: unknown, target: unknown, more: unknown): Place {
  if (what === 'article') {
    const id = numberIn(target, 'id');
    if (id) return { kind: 'article', id };
  }
  if (what === 'ticketForm') {
    const formId = formIdIn(more) ?? formIdIn(target);
    return formId ? { kind: 'form', formId } : { kind: 'form' };
  }
  return { kind: 'home' };
}

/** The id in a `{formId}`, or undefined where there is none. */
export function formIdIn(target: unknown): number | undefined {
  return numberIn(target, 'formId');
}

function numberIn(target: unknown, name: string): number | undefined {
  return Number(Object(target)[name]) || undefined;
}
