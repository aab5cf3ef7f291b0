import { displayName, plainName, truncateText } from '#src/contract/butlr-values.ts'
import { maxViewNameLength, type BrowserView } from '#src/contract/saved-view.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'

type NamedView = { name: string }

/**
 * Returns whether a view has this name. Ignores differences in Unicode composition, because such names look the same.
 */
export function isSameName(view: NamedView, name: string): boolean {
  return view.name.normalize('NFC') === name.normalize('NFC')
}

/**
 * Returns the name if it is accepted, otherwise the name with the lowest accepted number, such as `Focus rooms (2)`.
 */
export function freeName(name: string, isAccepted: (candidate: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` (${number})`
    const start = truncateText(plainName(name), maxViewNameLength - suffix.length)
    const candidate = displayName(start + suffix)
    if (isAccepted(candidate)) return candidate
  }
}

/** Returns an unused name for an imported view, or null if the view was imported before. */
export function freeImportName(
  views: readonly BrowserView[],
  { name, query }: BrowserView,
): string | null {
  const namesake = (candidate: string) => views.find((view) => isSameName(view, candidate))
  const free = freeName(name, (candidate) => {
    const other = namesake(candidate)
    return other === undefined || other.query === query
  })
  return namesake(free) === undefined ? free : null
}

/** Throws `conflict` if another view has the name. */
export function requireFreeName(others: readonly NamedView[], name: string): void {
  if (!others.some((view) => isSameName(view, name))) return
  throw new GatewayError('conflict', {
    message: 'There is already a view with this name. Choose another name.',
  })
}
