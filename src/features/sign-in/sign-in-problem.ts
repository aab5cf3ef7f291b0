import { HttpError, NetworkError, TimeoutError } from '#src/contract/errors.ts'
import type { Credentials } from './credentials.ts'
import { SessionNotKept } from './signing.ts'

/** What went wrong with a sign-in, and where in the form it is said. */
export type SignInProblem = { at: 'secret' | 'form'; words: string }

/** Shown instead of the fields where browsers would drop the session cookie. */
export const insecureTransport =
  'Headroom needs HTTPS to sign you in (except on localhost). Ask your administrator to set up TLS.'

/** Puts a failed sign-in into words for the person at the form. */
export function signInProblem(error: unknown, kind: Credentials['kind']): SignInProblem {
  if (error instanceof HttpError && error.problem?.code === 'wrong_credentials') {
    return {
      at: 'secret',
      words:
        kind === 'password'
          ? 'This password does not belong to that email. Check both.'
          : 'This secret does not belong to that client ID. Check that it was copied whole.',
    }
  }
  return { at: 'form', words: formWords(error) }
}

function formWords(error: unknown): string {
  if (error instanceof SessionNotKept) {
    return 'This browser did not keep the session: its cookies are blocked, or it keeps them on HTTPS only.'
  }
  if (error instanceof TimeoutError || error instanceof NetworkError) {
    return 'Headroom’s server cannot be reached. Check the connection and try again.'
  }
  if (!(error instanceof HttpError) || !error.problem) {
    return 'Something between this page and Headroom’s server answered instead of it. Try again.'
  }
  switch (error.problem.code) {
    case 'too_many_attempts':
      return `Too many attempts. Try again ${waitInWords(error.retryAfterMs)}.`
    case 'rate_limited':
      return `Butlr asks to slow down. Try again ${waitInWords(error.retryAfterMs)}.`
    case 'insecure_transport':
      return insecureTransport
    case 'upstream_unreachable':
    case 'upstream_timeout':
      return 'Butlr cannot be reached at the moment. Try again.'
    case 'upstream_error':
    case 'upstream_invalid':
      return 'Butlr does not work properly at the moment. Try again in a while.'
    case 'forbidden':
      return 'Butlr refuses this account. Ask whoever manages it.'
    case 'not_allowed':
      return error.problem.message
    case 'invalid_request':
    case 'signed_out':
    case 'wrong_credentials':
    case 'cross_site':
    case 'not_found':
    case 'not_paired':
    case 'display_suspended':
    case 'wrong_code':
    case 'conflict':
    case 'no_account':
    case 'access_unknown':
    case 'store_unreachable':
    case 'too_large':
    case 'busy':
    case 'internal':
      return 'Headroom’s server refused the sign-in. Load the page again and retry.'
  }
}

function waitInWords(ms: number | null): string {
  if (ms === null) return 'in a while'
  const minutes = Math.ceil(ms / 60_000)
  return minutes <= 1 ? 'in a minute' : `in ${minutes} minutes`
}
