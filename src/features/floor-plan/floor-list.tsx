import { clsx } from 'clsx'
import { Link } from '#src/lib/link.tsx'
import { inDigits } from '#src/format/room-words.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { roomsInWords } from '#src/format/card-words.ts'
import { totalsOf } from '#src/format/totals-words.ts'
import type { PlanBuilding, PlanFloor } from './plan-floors.ts'
import { useShownInList } from './use-shown-in-list.ts'

/** The floors, how each stands, and which one is drawn: a column, on a phone a strip. */
export function FloorList({
  buildings,
  chosen,
  freshness,
  onChoose,
  explainFloor,
}: {
  buildings: readonly PlanBuilding[]
  chosen: string
  freshness: Freshness
  onChoose: (floorId: string) => void
  /** Where a floor's total is explained. */
  explainFloor: (floorId: string) => string
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
            <FloorTile
              key={floor.id}
              floor={floor}
              known={freshness === 'live' || freshness === 'late'}
              chosen={floor.id === chosen}
              onChoose={() => onChoose(floor.id)}
              explainHref={explainFloor(floor.id)}
            />
          ))}
        </div>
      ))}
    </nav>
  )
}

/** A floor to choose, and under its people the way to what they are made of. */
function FloorTile({
  floor,
  known,
  chosen,
  onChoose,
  explainHref,
}: {
  floor: PlanFloor
  known: boolean
  chosen: boolean
  onChoose: () => void
  explainHref: string
}) {
  const tile = useShownInList(chosen, 'nav')
  const { people, atLeast, inUse, rooms } = totalsOf(floor.rooms)
  return (
    <div
      ref={tile}
      className={clsx('flex-none rounded-control', chosen ? 'bg-selected' : 'hover:bg-selected')}
    >
      <button
        type="button"
        aria-current={chosen ? 'true' : undefined}
        onClick={onChoose}
        className="block w-full rounded-control px-3 pt-3 text-left"
      >
        <span className="block font-medium">{floor.name}</span>
        {known && (
          <span className="block text-27 font-semibold">
            {inDigits(people)}
            {atLeast && <span className="font-medium text-busy-ink">+</span>}
            <span className="sr-only"> people</span>
          </span>
        )}
      </button>
      <Link
        href={explainHref}
        aria-label={`What makes the numbers of ${floor.name}`}
        className="block rounded-control px-3 pb-3 whitespace-nowrap text-ink-muted hover:underline md:whitespace-normal"
      >
        {known ? `${inDigits(inUse)} of ${roomsInWords(rooms)} in use` : roomsInWords(rooms)}
      </Link>
    </div>
  )
}
