/** One quiet sentence when what is known of the building is not all there is; nothing when it is. */
export function TopologyNote({ known, incomplete }: { known: boolean; incomplete: boolean }) {
  if (known && !incomplete) return null
  return (
    <p className="pt-2 text-ink-muted">
      {known
        ? 'Butlr sent only a part of the building: names, floors or capacities may be missing.'
        : 'Butlr does not tell about the building now: rooms show their ids, without floors and capacities.'}
    </p>
  )
}
