import type { Identity } from '#src/contract/session.ts'
import { identityChannel } from './queries.ts'

// A separate module, because the first route does not need it.

/** Returns the email address or the client ID of an identity. */
export function identityName(identity: Identity): string {
  return identity.kind === 'password' ? identity.username : identity.clientId
}

/** Sends the signed-in identity, or null after a sign-out, to the other tabs. */
export function broadcastIdentity(identity: Identity | null): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches one origin only.
  identityChannel().postMessage(JSON.stringify(identity))
}
