import type { QueryClient } from '@tanstack/react-query'
import type { Identity } from '#src/contract/session.ts'
import { sessionKey, type PageSession } from './queries.ts'

/** All tabs of a browser share one session cookie, so each tab broadcasts account changes. */
const channel = new BroadcastChannel('session')

/** Sends the signed-in identity to the other tabs; null after a sign-out. */
export function broadcastIdentity(identity: Identity | null): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches one origin only.
  channel.postMessage(JSON.stringify(identity))
}

/**
 * Reloads the page when another tab changes the account. Otherwise the page would mix the data of both accounts,
 * because its requests use the new account's cookie.
 */
export function reloadOnIdentityChange(client: QueryClient): () => void {
  function reloadIfChanged({ data }: MessageEvent<string>): void {
    const session = client.getQueryData<PageSession>(sessionKey)
    const shown = session?.signedIn ? session.identity : session?.endedIdentity
    if (shown && JSON.stringify(shown) !== data) location.reload()
  }
  channel.addEventListener('message', reloadIfChanged)
  return () => channel.removeEventListener('message', reloadIfChanged)
}
