/** A key of a TV's remote control, or the equivalent key of a keyboard. */
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

/** Key codes of Back on TVs whose browsers report no name for this key: Samsung's Tizen and LG's webOS. */
const backCodes = new Set<unknown>([10_009, 461])

/** Returns the key of a remote control that was pressed; null for all other keys, and with a modifier key. */
export function remoteKeyOf(event: KeyboardEvent): RemoteKey | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null
  // The property is deprecated, but TVs report Back in no other way.
  if (backCodes.has(Reflect.get(event, 'keyCode'))) return 'back'
  return keys[event.key] ?? null
}
