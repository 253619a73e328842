declare const signed: unique symbol;

/**
 * What a verified login token said, or what our records say of whom it names. Rules look at nothing else: a value
 * out of a request's body, address or header cannot reach one, because it does not compile.
 */
export type Signed<Value> = Value & { readonly [signed]: true };

/**
 * Says that `value` is signed. For those who know: `tokens/` after it verified, `sessions/` of what it kept from
 * there, and `preview/` for readers whom an agent supposes. The check of the walls knows them too.
 */
export function asSigned<Value>(value: Value): Signed<Value> {
  return value as Signed<Value>;
}

/** One claim of signed claims. */
export function claimOf<Claims extends object, Name extends keyof Claims>(
  claims: Signed<Claims>,
  name: Name,
): Signed<Exclude<Claims[Name], undefined>> | undefined {
  const value = claims[name];
  return value === undefined ? undefined : asSigned(value as Exclude<Claims[Name], undefined>);
}

/** What was found in our records by nothing but signed claims. */
export function foundBy<Found>(_claims: Signed<object>, found: Found): Signed<Found> {
  return asSigned(found);
}
