/** A request that the simulated API answers with an error; the message says what is wrong with it. */
export class ApiError extends Error {
  override name = 'Refusal'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** A refusal because the request itself is malformed. */
export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BAD_REQUEST', message)
}

/** A refusal as an answer; Butlr documents no shape for errors, so this one is kept plain. */
export function errorResponse({ status, code, message }: ApiError): Response {
  return Response.json({ error: message, code }, { status })
}
