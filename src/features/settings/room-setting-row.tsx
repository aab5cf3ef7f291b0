import type { CSSProperties, Ref } from 'react'
import { SaveButton } from '#src/components/ui/save-button.tsx'
import * as text from '#messages/settings.ts'
import { HiddenCheckbox } from '#src/components/room-settings/hidden-checkbox.tsx'
import { RoomValue } from '#src/components/room-settings/room-value.tsx'
import { resetChanges, type RoomSettings } from '#src/domain/settings/room-settings.ts'
import type { SettingsEditor } from '#src/data/settings/use-settings-editor.ts'
import { SourceLabel, formatSource, useCurrentHour } from '#src/components/ui/value-source.tsx'

/** A row's index, the ref that measures its height, and its position. */
type VirtualPlace = {
  index: number
  measure: Ref<HTMLDivElement> | undefined
  style: CSSProperties | undefined
}

/** A room with its values, which managers edit in place. */
export function RoomSettingRow({
  row,
  floor,
  kinds,
  editor,
  index,
  measure,
  style,
}: {
  row: RoomSettings
  floor: string
  kinds: readonly string[]
  editor: SettingsEditor
} & VirtualPlace) {
  const { save, mayChange } = editor
  const room = row.name.value ?? row.id
  const valueProps = { row, mayChange, save, kinds }
  return (
    <div role="row" data-index={index} ref={measure} style={style} className="settings-row">
      <div role="cell" className="font-medium wrap-break-word">
        <RoomValue {...valueProps} field="name" />
      </div>
      <div role="cell" className="wrap-break-word">
        <RoomValue {...valueProps} field="kind" />
      </div>
      <div role="cell" className="text-ink-muted">
        {floor}
      </div>
      <div role="cell" className="settings-number">
        <span className="settings-label">{text.columns.capacity} </span>
        <RoomValue {...valueProps} field="capacity" />
      </div>
      <div role="cell">
        <RowSources row={row} />
      </div>
      <div role="cell" className="settings-hidden">
        <span className="settings-label">{text.columns.hidden} </span>
        <HiddenCheckbox row={row} mayChange={mayChange} save={save} />
      </div>
      <div role="cell" className="settings-action">
        <RowAction row={row} room={room} editor={editor} />
      </div>
    </div>
  )
}

/** The source of the capacity, and those of the other values that managers or the settings file set. */
function RowSources({ row }: { row: RoomSettings }) {
  const now = useCurrentHour()
  const others = otherFields.filter((field) =>
    ['file', 'settings'].includes(row[field].source.kind),
  )
  return (
    <>
      <SourceLabel source={row.capacity.source} />
      {others.map((field) => (
        <span key={field} className="block text-ink-muted">
          {text.fieldSource(text.roomFields[field], formatSource(row[field].source, now))}
        </span>
      ))}
    </>
  )
}

const otherFields = ['name', 'kind', 'busyFrom', 'maximumSensorCount'] as const

type RowPartProps = { row: RoomSettings; room: string; editor: SettingsEditor }

function RowAction({ row, room, editor: { save, mayChange } }: RowPartProps) {
  const changes = resetChanges(row)
  if (mayChange && changes.length > 0) {
    return (
      <SaveButton
        variant="quiet"
        aria-label={text.resetLabel(room)}
        onSave={() => save(changes, text.roomReset(room))}
      >
        {text.resetButton}
      </SaveButton>
    )
  }
  return row.capacity.source.kind === 'file' ? (
    <span className="text-ink-muted">{text.readOnly}</span>
  ) : null
}
