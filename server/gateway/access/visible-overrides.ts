import type { Overrides, OverridesAnswer } from '#src/contract/overrides.ts'
import type { Scope } from './scope.ts'

/** The ids that an account sees. */
export type Ids = Pick<Scope, 'sites' | 'buildings' | 'floors' | 'rooms'>

const kinds = ['sites', 'buildings', 'floors', 'rooms'] as const

/** The operator's overrides of the places that an account sees; a problem with another place is told without its id. */
export function visibleOverrides(answer: OverridesAnswer, ids: Ids): OverridesAnswer {
  const { overrides, problem } = answer
  return {
    ...answer,
    overrides: overrides && cut(overrides, ids),
    problem: problem && {
      ...problem,
      where: isVisible(problem.where, ids) ? problem.where : theFile,
    },
  }
}

const theFile = 'the file'

/** What holds for every room stays. */
function cut({ sites, buildings, floors, rooms, ...general }: Overrides, ids: Ids): Overrides {
  return {
    ...general,
    ...(sites && { sites: only(sites, ids.sites) }),
    ...(buildings && { buildings: only(buildings, ids.buildings) }),
    ...(floors && { floors: only(floors, ids.floors) }),
    ...(rooms && { rooms: only(rooms, ids.rooms) }),
  }
}

function only<TValue>(
  values: Record<string, TValue>,
  ids: ReadonlySet<string>,
): Record<string, TValue> {
  return Object.fromEntries(Object.entries(values).filter(([id]) => ids.has(id)))
}

/**
 * Whether a place in the file may be told: `rooms.room_1.capacity` to accounts that see the room, a line, or a key that is
 * a word. Anything else may be the id of a foreign place.
 */
function isVisible(where: string, ids: Ids): boolean {
  const kind = kinds.find((one) => where.startsWith(`${one}.`))
  if (kind === undefined) return /^(the file|line \d+, column \d+|[a-z]+)$/i.test(where)
  const path = where.slice(kind.length + 1)
  return [...ids[kind]].some((id) => path === id || path.startsWith(`${id}.`))
}
