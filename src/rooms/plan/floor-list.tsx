import { clsx } from 'clsx'
import { inDigits } from '#src/live/room-words.ts'
import type { Freshness } from '#src/occupancy/freshness.ts'
import { roomsInWords } from '#src/rooms/card-words.ts'
import { totalsOf } from '#src/rooms/totals-words.ts'
import type { PlanBuilding, PlanFloor } from './plan-floors.ts'

/** The floors, how each stands, and which one is drawn: a column, on a phone a strip. */
export function FloorList({
  buildings,
  chosen,
  freshness,
  onChoose,
}: {
  buildings: readonly PlanBuilding[]
  chosen: string
  freshness: Freshness
  onChoose: (floorId: string) => void
}) {
  return (
    <nav
      aria-label="Floors"
      className="flex gap-1 overflow-x-auto border-b border-line p-2 md:absolute md:inset-0 md:flex-col md:overflow-x-hidden md:overflow-y-auto md:border-r md:border-b-0"
    >
      {buildings.map(({ id, name, floors }) => (
        <div key={id} className="flex flex-none gap-1 md:flex-col">
          {name !== null && (
            <h2 className="self-center px-3 pt-2 font-semibold text-ink-muted md:self-start">
              {name}
            </h2>
          )}
          {floors.map((floor) => (
            <button
              key={floor.id}
              type="button"
              aria-current={floor.id === chosen ? 'true' : undefined}
              onClick={() => onChoose(floor.id)}
              className={clsx(
                'flex-none rounded-control p-3 text-left',
                floor.id === chosen ? 'bg-selected' : 'hover:bg-selected',
              )}
            >
              <span className="block font-medium">{floor.name}</span>
              <FloorTotal floor={floor} freshness={freshness} />
            </button>
          ))}
        </div>
      ))}
    </nav>
  )
}

function FloorTotal({ floor, freshness }: { floor: PlanFloor; freshness: Freshness }) {
  if (freshness !== 'live' && freshness !== 'late') {
    return <span className="block text-ink-muted">{roomsInWords(floor.rooms.length)}</span>
  }
  const { people, atLeast, inUse, rooms } = totalsOf(floor.rooms)
  return (
    <>
      <span className="block text-27 font-semibold">
        {inDigits(people)}
        {atLeast && <span className="font-medium text-busy-ink">+</span>}
        <span className="sr-only"> people</span>
      </span>
      <span className="block whitespace-nowrap text-ink-muted md:whitespace-normal">
        {inDigits(inUse)} of {roomsInWords(rooms)} in use
      </span>
    </>
  )
}
