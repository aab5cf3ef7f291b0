import type { CSSProperties, Ref } from 'react'
import { Button } from '#src/components/ui/button.tsx'
import { formatNumber } from '#src/format/numbers.ts'
import { parseTypedCapacity } from '#src/format/typed-capacity.ts'
import * as text from '#messages/settings.ts'
import { EditableValue } from '#src/components/ui/editable-value.tsx'
import { resetChanges, roomChange, type RoomField, type RoomRow } from './room-rows.ts'
import type { SettingsEditor } from './use-settings-editor.ts'
import { SourceLabel, formatSource, useCurrentHour } from './value-source.tsx'

/** A row's index, the ref that measures its height, and its position. */
type VirtualPlace = {
  index: number
  measure: Ref<HTMLDivElement> | undefined
  style: CSSProperties | undefined
}

const parseName = (typed: string) =>
  typed.length > 0 && typed.length <= 200 ? { value: typed } : { error: text.invalidName }

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
  row: RoomRow
  floor: string
  kinds: readonly string[]
  editor: SettingsEditor
} & VirtualPlace) {
  const { save, mayChange } = editor
  const room = row.name.value ?? row.id
  const cell = (field: RoomField) => ({
    what: text.whatOfRoom[field](room),
    mayChange: mayChange && row[field].source.kind !== 'file',
  })
  const { value: capacity, butlr } = row.capacity
  const saveField = (field: RoomField, value: unknown, message: string) =>
    save([roomChange(row, field, row[field].stored, value)], message)
  return (
    <div role="row" data-index={index} ref={measure} style={style} className="settings-row">
      <div role="cell" className="font-medium wrap-break-word">
        <EditableValue
          {...cell('name')}
          shown={room}
          parse={parseName}
          onSave={(name) => saveField('name', name, text.nameSaved(name))}
        />
      </div>
      <div role="cell" className="wrap-break-word">
        <EditableValue
          {...cell('kind')}
          shown={row.kind.value}
          parse={parseName}
          suggestions={kinds}
          onSave={(kind) => saveField('kind', kind, text.kindSaved(room, kind))}
        />
      </div>
      <div role="cell" className="text-ink-muted">
        {floor}
      </div>
      <div role="cell" className="settings-number">
        <span className="settings-label">{text.columns.capacity} </span>
        <EditableValue
          {...cell('capacity')}
          shown={capacity === null ? null : formatNumber(capacity)}
          inputMode="numeric"
          parse={parseTypedCapacity}
          onSave={(value) => saveField('capacity', value, text.capacitySaved(room, value))}
          aside={butlr !== null && ` · ${text.butlrSays(formatNumber(butlr))}`}
        />
      </div>
      <div role="cell">
        <RowSources row={row} />
      </div>
      <div role="cell" className="flex items-center gap-2">
        <span className="settings-label">{text.columns.hidden} </span>
        <HiddenCheckbox row={row} room={room} editor={editor} />
      </div>
      <div role="cell">
        <RowAction row={row} room={room} editor={editor} />
      </div>
    </div>
  )
}

/** The source of the capacity, and those of name and kind if they are not Butlr's. */
function RowSources({ row }: { row: RoomRow }) {
  const now = useCurrentHour()
  const others = (['name', 'kind'] as const).filter((field) =>
    ['file', 'settings'].includes(row[field].source.kind),
  )
  return (
    <>
      <SourceLabel source={row.capacity.source} />
      {others.map((field) => (
        <span key={field} className="block text-ink-muted">
          {text.fieldSource(text.columns[field], formatSource(row[field].source, now))}
        </span>
      ))}
    </>
  )
}

type RowPartProps = { row: RoomRow; room: string; editor: SettingsEditor }

function HiddenCheckbox({ row, room, editor: { save, mayChange } }: RowPartProps) {
  const { isHidden, isHiddenByFile } = row
  return (
    <input
      type="checkbox"
      aria-label={text.hideRoom(room)}
      checked={isHidden}
      disabled={!mayChange || isHiddenByFile}
      onChange={() =>
        void save(
          [roomChange(row, 'hidden', isHidden ? true : undefined, isHidden ? undefined : true)],
          isHidden ? text.roomShown(room) : text.roomHidden(room),
        )
      }
      className="size-4"
    />
  )
}

function RowAction({ row, room, editor: { save, mayChange } }: RowPartProps) {
  const changes = resetChanges(row)
  if (mayChange && changes.length > 0) {
    return (
      <Button
        variant="quiet"
        aria-label={text.resetLabel(room)}
        onClick={() => void save(changes, text.roomReset(room))}
      >
        {text.resetButton}
      </Button>
    )
  }
  return row.capacity.source.kind === 'file' ? (
    <span className="text-ink-muted">{text.readOnly}</span>
  ) : null
}
