import type { QueryClient } from '@tanstack/react-query'
import type { Identity } from '#src/contract/session.ts'
import { sessionKey, type PageSession } from './queries.ts'

/** All tabs of a browser share one cookie, so they learn from each other whose it is. */
const channel = new BroadcastChannel('session')

/** Tells the other tabs who signed in here; null: whoever was signed in signed out. */
export function broadcastIdentity(identity: Identity | null): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches one origin only.
  channel.postMessage(JSON.stringify(identity))
}

/**
 * Loads the page again when it shows what an account sees that is not signed in any more: with the cookie of another
 * account it would mix the data of both.
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
