/** The engine's own promise, whatever the page has put in its place: that of an async function. */
export const NativePromise = (async () => {})().constructor;
