/** Messages of the sign-in form. */
import { formatNumber } from '#src/format/numbers.ts'
import { plural } from '#src/messages/plural.ts'

// Heading

export const title = 'Sign in to Headroom'
export const intro = 'Use your Butlr account.'
/** The session ended while the page was open; its last view is behind the form. */
export const endedTitle = 'Your session has ended'
export const endedIntro = 'Sign in to pick up where you left off.'
/** The session ended because the administrator connected Headroom to another Butlr address or organisation. */
export const upstreamChanged =
  'Headroom is now connected to a different Butlr environment. Sign in with an account from that environment.'

// Fields

/** Accessible name of the two tabs. */
export const methodsLabel = 'Sign-in method'
export const passwordTab = 'Email & password'
export const passwordLegend = 'Email and password'
export const emailLabel = 'Email'
export const emailPlaceholder = 'name@company.com'
export const passwordLabel = 'Password'
/** Legend of the fields, and label of the tab. */
export const clientLegend = 'API credentials'
export const clientIdLabel = 'Client ID'
export const clientSecretLabel = 'Client secret'
export const signInButton = 'Sign in'
/** Replaces `signInButton` while signing in. */
export const signingInButton = 'Signing in…'

// Shown below the form when Headroom runs on its simulator.

export const demoTitle = 'Demo account'
export const demoButton = 'Try the demo'

// Field errors

export const emailMissing = 'Enter your email address.'
export const emailInvalid = `Enter an email address such as ${emailPlaceholder}.`
export const passwordMissing = 'Enter your password.'
export const clientIdMissing = 'Enter your client ID.'
export const clientSecretMissing = 'Enter your client secret.'
export const wrongPassword = 'Email or password is incorrect.'
export const wrongSecret = 'Client ID or secret is incorrect. Make sure you copied both in full.'

// Form errors

/** @param wait milliseconds; null when unknown */
export const tooManyAttempts = (wait: number | null) =>
  `Too many attempts. Try again ${formatWait(wait)}.`
/** @param wait milliseconds; null when unknown */
export const rateLimited = (wait: number | null) =>
  `Butlr is limiting requests. Try again ${formatWait(wait)}.`
export const noAccess =
  'This account doesn’t have access to Headroom. Ask your administrator for access.'
export const butlrDenied = 'This account can’t access Butlr. Contact your administrator.'
export const butlrUnreachable = 'Can’t reach Butlr right now. Try again.'
export const butlrFailed = 'Butlr is having problems right now. Try again later.'
export const serverUnreachable =
  'Can’t reach the Headroom server. Check your connection and try again.'
export const serverRefused =
  'The Headroom server rejected the sign-in. Reload the page and try again.'
export const proxyResponded = 'A proxy responded instead of the Headroom server. Try again.'
export const cookieBlocked =
  'Your browser didn’t save the session cookie. Allow cookies for this site and use HTTPS.'
/** Shown instead of the fields when the page was loaded over plain HTTP. */
export const insecureTransport =
  'Headroom needs HTTPS to sign you in (except on localhost). Ask your administrator to set up TLS.'

function formatWait(ms: number | null): string {
  if (ms === null) return 'later'
  const minutes = Math.max(1, Math.ceil(ms / 60_000))
  return plural(minutes, { one: 'in a minute', other: `in ${formatNumber(minutes)} minutes` })
}
