import type { Identity } from '#src/contract/session.ts'
import { identityChannel } from './queries.ts'

// This module is separate, because the first route does not need it.

/** Returns the name of an identity: the email address or the client ID. */
export function identityName(identity: Identity): string {
  return identity.kind === 'password' ? identity.username : identity.clientId
}

/** Sends the signed-in identity to the other tabs; null after a sign-out. */
export function broadcastIdentity(identity: Identity | null): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches one origin only.
  identityChannel().postMessage(JSON.stringify(identity))
}
