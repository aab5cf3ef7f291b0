/** Stands where the cards would when Butlr knows of no room at all. */
export function NoRooms() {
  return (
    <div role="status" className="grid justify-items-center gap-1 px-4 py-16 text-center">
      <p className="text-15 font-semibold">Butlr reports no rooms</p>
      <p className="text-ink-muted">
        Rooms appear here by themselves as soon as one of their sensors reports.
      </p>
    </div>
  )
}
