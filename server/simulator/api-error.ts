export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BAD_REQUEST', message)
}

/** Returns the HTTP response for an error. Butlr documents no error format, so the body is minimal. */
export function errorResponse({ status, code, message }: ApiError): Response {
  return Response.json({ error: message, code }, { status })
}
