import './room-settings.css'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { HiddenCheckbox } from '#src/components/room-settings/hidden-checkbox.tsx'
import { RoomValue } from '#src/components/room-settings/room-value.tsx'
import { Button } from '#src/components/ui/button.tsx'
import { SaveButton } from '#src/components/ui/save-button.tsx'
import { UndoToast } from '#src/components/ui/undo-toast.tsx'
import { SourceLabel } from '#src/components/ui/value-source.tsx'
import { settingsQuery } from '#src/data/settings/queries.ts'
import { useSettingsEditor } from '#src/data/settings/use-settings-editor.ts'
import { topologyQuery } from '#src/data/topology/queries.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { maximumPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import { defaultBusyThreshold } from '#src/domain/occupancy/room-occupancy.ts'
import {
  findRoomSettings,
  hiddenChange,
  type RoomField,
  type RoomSettings as Settings,
  type SaveSettings,
} from '#src/domain/settings/room-settings.ts'
import { mergeOverrides } from '#src/domain/settings/settings.ts'
import { describeChangeError } from '#src/format/describe-change-error.ts'
import * as text from '#messages/settings.ts'

/** Returns the settings of a room and functions that change them; null for people who may not change them. */
function useRoomSettings(roomId: string) {
  const { data: settings } = useQuery(settingsQuery())
  const { data: upstream } = useQuery(topologyQuery())
  const editor = useSettingsEditor(describeChangeError, text.changeUndone)
  const room = upstream?.rooms.find(({ id }) => id === roomId)
  if (!settings || settings.refusal !== null || !room || !upstream) return null
  return {
    row: findRoomSettings(room, settings),
    kinds: [...new Set(upstream.rooms.flatMap(({ kind }) => kind ?? []))].toSorted(),
    general: mergeOverrides(settings.values, settings.file),
    ...editor,
  }
}

/** The capacity of a room, which managers edit in place, and a button that opens all of its settings; nothing for others. */
export function RoomSettings({ room: { id, name } }: { room: LiveRoom }) {
  const [isOpen, setIsOpen] = useState(false)
  const listId = useId()
  const editor = useRoomSettings(id)
  if (editor === null) return null
  const { row, toast, clearToast, undo, save } = editor
  return (
    <>
      {!isOpen && row.capacity.source.kind !== 'file' && (
        <div className="flex flex-wrap items-baseline gap-x-2 text-ink-muted">
          <span>{text.roomFields.capacity}</span>
          <RoomValue {...{ row, save }} mayChange field="capacity" />
        </div>
      )}
      <Button
        variant="quiet"
        className="room-settings-button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        {isOpen ? text.closeEditor : text.editRoom}
      </Button>
      {isOpen && <SettingsList id={listId} room={name} {...editor} />}
      <UndoToast toast={toast} onUndo={undo} onExpire={clearToast} />
    </>
  )
}

type ListProps = {
  id: string
  room: string
  row: Settings
  kinds: readonly string[]
  general: ReturnType<typeof mergeOverrides>
  save: SaveSettings
}

function SettingsList({ id, room, row, kinds, general, save }: ListProps) {
  const valueProps = { row, kinds, save, mayChange: true }
  const entries: readonly { field: RoomField; inherited?: number; unit?: string }[] = [
    { field: 'name' },
    { field: 'kind' },
    { field: 'capacity' },
    {
      field: 'busyFrom',
      inherited: general.busyFrom ?? defaultBusyThreshold,
      unit: text.percentOfCapacity,
    },
    {
      field: 'maximumSensorCount',
      inherited: maximumPlausibleCount({
        capacity: row.capacity.value,
        maximumSensorCount: general.maximumSensorCount ?? null,
      }),
      unit: text.peoplePerSensor,
    },
  ]
  return (
    <dl id={id} className="room-settings" aria-label={text.settingsOf(room)}>
      {entries.map(({ field, unit, ...inherited }) => (
        <div key={field}>
          <dt>{text.roomFields[field]}</dt>
          <dd>
            <RoomValue {...valueProps} {...inherited} field={field} />
            {unit}
          </dd>
          <dd>
            <SourceLabel source={row[field].source} />
          </dd>
        </div>
      ))}
      <div>
        <dt>{text.hiddenLabel}</dt>
        <dd>
          <HiddenCheckbox {...{ row, save }} mayChange />
        </dd>
      </div>
    </dl>
  )
}

/** Shows a hidden room again; nothing for people who may not change that. */
export function ShowRoomButton({ roomId }: { roomId: string }) {
  const editor = useRoomSettings(roomId)
  if (editor === null || !editor.row.isHidden || editor.row.isHiddenByFile) return null
  const { row, save } = editor
  return (
    <SaveButton onSave={() => save([hiddenChange(row)], text.roomShown(row.name.value ?? roomId))}>
      {text.showRoom}
    </SaveButton>
  )
}
