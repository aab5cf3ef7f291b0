import type { MissingPart, DuplicateParts } from '#src/contract/topology.ts'
import * as text from '#messages/topology.ts'

/**
 * Describes missing parts as a list, such as `at least 2 rooms on Floor 3 and at least 1 sensor`. The numbers are lower
 * bounds, because a missing list has an unknown length. Empty if nothing is missing.
 */
export function describeMissingParts(missing: readonly MissingPart[]): string {
  return text.formatList(
    missing.map(({ kind, count, within }) =>
      kind === 'unknown' ? text.otherParts : text.missingParts(kind, count, within),
    ),
  )
}

/** Describes the items that Butlr lists more than once, such as `2 rooms and 1 floor`. Empty if there are none. */
export function describeDuplicates(repeated: readonly DuplicateParts[]): string {
  return text.formatList(
    repeated.flatMap(({ kind, count }) =>
      kind === 'unknown' ? [] : text.formatParts(kind, count),
    ),
  )
}
