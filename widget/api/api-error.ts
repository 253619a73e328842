import type { WidgetErrorCode } from '../public.ts';

/** The server refused, or could not be reached (`offline`, status 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: WidgetErrorCode;
  readonly status: number;

  constructor(code: WidgetErrorCode, status: number) {
    super(code);
    this.code = code;
    this.status = status;
  }
}
