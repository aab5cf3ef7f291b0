import { GatewayError } from '#server/gateway/http/gateway-error.ts'

/** Value of `Retry-After` while the topology is incomplete. */
export const incompleteRetrySeconds = 60

export function selectionRefusedError(): GatewayError {
  return new GatewayError('not_allowed', {
    message:
      'This board includes rooms that don’t exist or that your Butlr account can’t see. Select other rooms.',
  })
}

export function locationRefusedError(): GatewayError {
  return new GatewayError('not_allowed', {
    message:
      'The floor of the display doesn’t exist or your Butlr account can’t see it. Select another floor.',
  })
}

export function selectionUnknownError(): GatewayError {
  return new GatewayError('access_unknown', {
    retryAfterSeconds: incompleteRetrySeconds,
    message:
      'Butlr returned incomplete data for this location, so Headroom can’t check your access to it. Select individual rooms or another location, or try again later.',
  })
}
