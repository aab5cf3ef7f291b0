import type { Entry } from './entries.ts'
import type { SearchTargets } from './targets.ts'

/** Something to go to. */
export type Choice = { key: string; name: string; detail: string; href: string }

/** Where each find leads, and last all rooms that match, where there are several. */
export function choicesFrom(
  found: readonly Entry[],
  typed: string,
  targets: SearchTargets,
): Choice[] {
  const choices = found.map((entry): Choice => ({
    key: `${entry.kind} ${entry.id}`,
    name: entry.name,
    detail: entry.detail,
    href: targets[entry.kind](entry.id),
  }))
  const query = typed.trim()
  if (found.filter(({ kind }) => kind === 'room').length < 2) return choices
  const all = { key: 'all', name: `All rooms that match “${query}”`, detail: '' }
  return [...choices, { ...all, href: targets.rooms(query) }]
}
