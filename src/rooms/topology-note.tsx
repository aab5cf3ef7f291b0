import type { Missing } from '#src/topology/contract.ts'
import { missingInWords } from '#src/topology/missing-words.ts'

/**
 * One quiet sentence when what is known of the building is not all there is.
 *
 * @param missing what Butlr did not send; null when it sends nothing at all
 */
export function TopologyNote({ missing }: { missing: readonly Missing[] | null }) {
  return (
    <p className="pt-2 text-ink-muted">
      {missing
        ? `Butlr sent only a part of the building. Missing: ${missingInWords(missing)}.`
        : 'Butlr does not tell about the building now: rooms show their ids, without floors and capacities.'}
    </p>
  )
}
