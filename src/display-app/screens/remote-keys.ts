/** A key of a TV's remote control, or its equivalent on a keyboard. */
export type RemoteKey = 'left' | 'right' | 'up' | 'down' | 'ok' | 'back'

const keys: Readonly<Record<string, RemoteKey>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Enter: 'ok',
  Escape: 'back',
  GoBack: 'back',
  BrowserBack: 'back',
  XF86Back: 'back',
}

/** Key codes of Back on TVs whose browsers report no name for it: Samsung (Tizen) and LG (webOS). */
const backCodes = new Set<unknown>([10_009, 461])

/** Returns the pressed key of a remote control. Null for other keys, and with a modifier key. */
export function remoteKeyOf(event: KeyboardEvent): RemoteKey | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null
  // The property is deprecated, but some TVs report Back in no other way.
  if (backCodes.has(Reflect.get(event, 'keyCode'))) return 'back'
  return keys[event.key] ?? null
}
