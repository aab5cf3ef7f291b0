import { signedOutDuringChange } from '#messages/connection-errors.ts'
import { type ErrorCode, HttpError, isSignedOut } from '#src/contract/errors.ts'
import { describePollError } from './describe-poll-error.ts'

/** Error codes for which the gateway's message is shown to users. */
const codesWithOwnMessage: readonly ErrorCode[] = [
  'forbidden',
  'not_allowed',
  'access_unknown',
  'conflict',
  'not_found',
  'invalid_request',
  'too_large',
  'store_unreachable',
  'no_account',
]

/** Describes, for users, an error from a request that reads or changes Headroom's stored data. */
export function describeChangeError(error: unknown): string {
  if (isSignedOut(error)) return signedOutDuringChange
  const details = error instanceof HttpError ? error.details : null
  return details !== null && codesWithOwnMessage.includes(details.code)
    ? details.message
    : describePollError(error)
}

/** Returns whether a request failed because its item does not exist. */
export function isNotFound(error: unknown): boolean {
  return error instanceof HttpError && error.details?.code === 'not_found'
}
