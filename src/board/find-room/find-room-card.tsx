import { stateLabels } from '#messages/common.ts'
import { toUnits } from '#src/board/typography/screen.ts'
import { fitName, fitPlace, type FindRoomFit } from './find-room-card-fit.ts'
import type { FindRoomCard, FindRoomItem } from './find-room-model.ts'

/**
 * The card of a free room.
 *
 * @param note when the room became free, or the age of its count if `isOld`; null if not shown
 */
export function FreeRoomCard({
  card: { item, isNearest },
  fit,
  note,
  isOld,
}: {
  card: Extract<FindRoomCard, { kind: 'free' }>
  fit: FindRoomFit
  note: string | null
  isOld: boolean
}) {
  const name = fitName(item.name, fit, isOld)
  // If there is no space for anything else, the age of an old card replaces its floor.
  const isAgeOnly = isOld && !fit.hasNote && fit.form === 'place'
  return (
    <li className="board-find-card" data-look={isOld ? 'old' : isNearest ? 'nearest' : 'free'}>
      <Name words={item.name} fitted={name} />
      {fit.hasNote && <p className="board-find-note">{name.hidesNote ? null : note}</p>}
      <p className="board-find-details">
        {(fit.form !== 'place' || item.place === null) && <span>{item.seats}</span>}
        {isAgeOnly ? <span>{note}</span> : <Place {...{ item, fit }} />}
      </p>
    </li>
  )
}

/** The card of a room in use. It fills a place that would otherwise be empty. */
export function RoomInUseCard({ item, fit }: { item: FindRoomItem; fit: FindRoomFit }) {
  return (
    <li className="board-find-card" data-look="in-use">
      <Name words={item.name} fitted={fitName(item.name, fit)} />
      <p className="board-find-details">
        <span>{stateLabels['in-use']}</span>
        {fit.form !== 'place' && <Place {...{ item, fit }} />}
      </p>
    </li>
  )
}

/** The floor of a room, with an arrow if it is above or below the display. */
function Place({ item, fit }: { item: FindRoomItem; fit: FindRoomFit }) {
  const place = fitPlace(item, fit)
  if (place === null) return null
  return (
    <span className="board-find-place" data-small={place.isSmall ? '' : undefined}>
      {(item.way === 'up' || item.way === 'down') && <Arrow way={item.way} />}
      {place.words}
    </span>
  )
}

export function Name({ words, fitted }: { words: string; fitted: ReturnType<typeof fitName> }) {
  return (
    <p
      className="board-find-name"
      data-lines={fitted.lines}
      style={{ fontSize: toUnits(fitted.size) }}
    >
      {words}
    </p>
  )
}

const arrows = {
  up: 'M12 21V4M4.6 11.4 12 4l7.4 7.4',
  down: 'M12 3v17M4.6 12.6 12 20l7.4-7.4',
}

function Arrow({ way }: { way: keyof typeof arrows }) {
  return (
    <svg className="board-find-way" viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={arrows[way]}
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
