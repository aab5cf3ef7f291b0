/** Rooms are drawn as squares up to this number; more are drawn as a bar. */
const maxUnits = 26

/** The rooms of a size as squares. The number of filled squares is the most groups at one time. */
export function RoomUnits({ rooms, used }: { rooms: number; used: number }) {
  const units = Math.min(rooms, maxUnits)
  const filled = Math.min(units, Math.round(rooms > maxUnits ? (used / rooms) * units : used))
  const square = (index: number) => {
    const [x, y] = [(index % 13) * 15 + 0.5, Math.floor(index / 13) * 15 + 0.5]
    return `M${x} ${y}h11v11h-11z`
  }
  const path = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => square(from + index)).join('')
  const height = Math.ceil(units / 13) * 15 - 2
  return (
    <svg
      width={13 * 15}
      height={Math.max(13, height)}
      aria-hidden="true"
      className="insights-units"
    >
      <path className="insights-unit-used" d={path(0, filled)} />
      <path className="insights-unit" d={path(filled, units)} />
    </svg>
  )
}
