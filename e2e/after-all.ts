import { clearRunLogs, searchRunLogs } from './run-log.ts';

/** No token and no secret is in any log of the run. What was found stays to be looked at. */
export default function afterAll(): void {
  const found = searchRunLogs();
  if (found.length > 0)
    throw new Error(`logs of this run in .cache/e2e-logs hold ${found.join(', ')}`);
  clearRunLogs();
}
