import { clearRunLogs } from './run-log.ts';

export default function beforeAll(): void {
  clearRunLogs();
}
