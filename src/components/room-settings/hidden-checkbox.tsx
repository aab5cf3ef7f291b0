import { useState } from 'react'
import {
  hiddenChange,
  type RoomSettings,
  type SaveSettings,
} from '#src/domain/settings/room-settings.ts'
import * as text from '#messages/settings.ts'

/** Hides a room or shows it again, unless the settings file decides that. States why a change failed. */
export function HiddenCheckbox({
  row,
  mayChange,
  save,
}: {
  row: RoomSettings
  mayChange: boolean
  save: SaveSettings
}) {
  const [error, setError] = useState<string | null>(null)
  const { isHidden, isHiddenByFile } = row
  const room = row.name.value ?? row.id
  return (
    <>
      <input
        type="checkbox"
        aria-label={text.hideRoom(room)}
        checked={isHidden}
        disabled={!mayChange || isHiddenByFile}
        onChange={() => {
          void save(
            [hiddenChange(row)],
            isHidden ? text.roomShown(room) : text.roomHidden(room),
          ).then(setError)
        }}
        className="size-4"
      />
      {error !== null && (
        <span role="alert" className="text-over-ink">
          {error}
        </span>
      )}
    </>
  )
}
