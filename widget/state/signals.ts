/**
 * Values that know who reads them. An effect runs again when a value that it has read has changed; a computed
 * value is worked out when it is read and something beneath it has changed. The same names and rules as Preact's
 * signals, of which the panel needs this much: see docs/decisions/0011.
 */

export interface ReadonlySignal<Value> {
  readonly value: Value;
  /** Reads without being told of changes. */
  peek(): Value;
}

export interface Signal<Value> extends ReadonlySignal<Value> {
  value: Value;
}

/** What can be read. */
interface Source {
  version: number;
  readonly readers: Set<Reader>;
  /** Brings it up to date. @returns the version. */
  refresh(): number;
}

/** Who reads: an effect or a computed value, with the version of everything it has read. */
interface Reader {
  readonly read: Map<Source, number>;
  /** Something that it has read may have changed. */
  stale(): void;
}

/** Effects that set each other off without end are a mistake. */
const mostRuns = 10_000;

let reader: Reader | null = null;
let depth = 0;
const waiting = new Set<() => void>();

export function signal<Value>(initial: Value): Signal<Value> {
  let held = initial;
  const source: Source = { version: 0, readers: new Set(), refresh: () => source.version };
  return {
    get value() {
      note(source);
      return held;
    },
    set value(next) {
      if (Object.is(next, held)) return;
      held = next;
      source.version++;
      batch(() => tell(source));
    },
    peek: () => held,
  };
}

export function computed<Value>(work: () => Value): ReadonlySignal<Value> {
  let held: { value: Value } | null = null;
  let isStale = true;
  const self: Reader = {
    read: new Map(),
    stale() {
      if (isStale) return;
      isStale = true;
      tell(source);
    },
  };
  const source: Source = {
    version: 0,
    readers: new Set(),
    refresh() {
      if (isStale && (!held || hasChanged(self))) {
        const value = watch(self, work);
        if (!held || !Object.is(value, held.value)) source.version++;
        held = { value };
      }
      isStale = false;
      return source.version;
    },
  };
  const read = () => {
    source.refresh();
    note(source);
    return (held as { value: Value }).value;
  };
  return {
    get value() {
      return read();
    },
    peek: () => untracked(read),
  };
}

/**
 * Runs now, and whenever something that it has read has changed; within a batch, at its end.
 * @returns what ends it.
 */
export function effect(run: () => void): () => void {
  let hasEnded = false;
  const self: Reader = { read: new Map(), stale: () => void waiting.add(again) };

  function again(): void {
    if (!hasEnded && hasChanged(self)) start();
  }

  function start(): void {
    batch(() => watch(self, run));
  }

  start();
  return () => {
    hasEnded = true;
    forget(self);
  };
}

/** Effects wait until the outermost batch has ended. */
export function batch<Answer>(work: () => Answer): Answer {
  depth++;
  try {
    return work();
  } finally {
    try {
      if (depth === 1) settle();
    } finally {
      depth--;
    }
  }
}

/** Reads without being told of changes. */
export function untracked<Answer>(work: () => Answer): Answer {
  const before = reader;
  reader = null;
  try {
    return work();
  } finally {
    reader = before;
  }
}

/** Every effect gets its turn, also after one that has thrown. */
function settle(): void {
  const errors: unknown[] = [];
  let runs = 0;
  // Whoever has to run again meanwhile is at its end.
  for (const run of waiting) {
    waiting.delete(run);
    if (++runs > mostRuns) {
      waiting.clear();
      throw new Error('Effects without end.');
    }
    try {
      run();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

function note(source: Source): void {
  reader?.read.set(source, source.version);
  if (reader) source.readers.add(reader);
}

function tell({ readers }: Source): void {
  for (const one of readers) one.stale();
}

function watch<Answer>(self: Reader, work: () => Answer): Answer {
  forget(self);
  const before = reader;
  reader = self;
  try {
    return work();
  } finally {
    reader = before;
  }
}

function forget(self: Reader): void {
  for (const source of self.read.keys()) source.readers.delete(self);
  self.read.clear();
}

function hasChanged({ read }: Reader): boolean {
  for (const [source, version] of read) if (source.refresh() !== version) return true;
  return false;
}
