import { request } from '#src/lib/api/request.ts'
import { ReportingAnswer, type ReportingRequest } from '#src/contract/reporting.ts'

/** Asks the reporting API. `at` is when it answered, Unix milliseconds of the server's clock. */
export function report(
  body: ReportingRequest,
  signal: AbortSignal,
): Promise<{ data: ReportingAnswer; at: number }> {
  return request({
    method: 'POST',
    path: '/api/v3/reporting',
    body,
    schema: ReportingAnswer,
    signal,
  })
}
