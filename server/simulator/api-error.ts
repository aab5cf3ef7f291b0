/** A request that the simulated API answers with an error; the message says what is wrong with it. */
export class Refusal extends Error {
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
export function badRequest(message: string): Refusal {
  return new Refusal(400, 'BAD_REQUEST', message)
}

/** A refusal as an answer; Butlr documents no shape for errors, so this one is kept plain. */
export function refusalAnswer({ status, code, message }: Refusal): Response {
  return Response.json({ error: message, code }, { status })
}
