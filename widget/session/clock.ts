/**
 * Milliseconds that never go back and never miss a sleep. The browser's calendar clock can be set by a day while the
 * page is open; its stopwatch may stand still while the computer sleeps. Whichever has moved further is believed:
 * a reader's time may then end too early, never too late.
 */
export function steadyClock(calendar: () => number, stopwatch: () => number): () => number {
  let elapsed = 0;
  let last = { calendar: calendar(), stopwatch: stopwatch() };
  return () => {
    const next = { calendar: calendar(), stopwatch: stopwatch() };
    elapsed += Math.max(0, next.calendar - last.calendar, next.stopwatch - last.stopwatch);
    last = next;
    return elapsed;
  };
}
