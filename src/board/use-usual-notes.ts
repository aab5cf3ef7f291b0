import { useMemo } from 'react'
import * as text from '#messages/board.ts'
import { localizeDigits } from '#src/format/localized-format.ts'
import type { BoardViewProps } from './room-tile-model.ts'

/** Notes such as `Usually 4–9`, by room ID. */
export type UsualNotes = ReadonlyMap<string, string>

const noHours: NonNullable<BoardViewProps['usual']> = []

/** Returns the notes that apply at the time `now`; the same object until the hour or the data changes. */
export function useUsualNotes({
  board: { locale },
  usual = noHours,
  now,
}: Pick<BoardViewProps, 'board' | 'usual' | 'now'>): UsualNotes {
  const current = usual.map(({ from, to }) => from <= now && now < to).join()
  return useMemo(() => {
    const isCurrent = current.split(',')
    const rooms = usual
      .filter((_, index) => isCurrent[index] === 'true')
      .flatMap((one) => one.rooms)
    return new Map(
      rooms.map(({ room, lower, upper }) => [
        room,
        localizeDigits(locale, text.usually(lower, upper)),
      ]),
    )
  }, [locale, usual, current])
}
