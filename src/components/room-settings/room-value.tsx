import { EditableValue } from '#src/components/ui/editable-value.tsx'
import { isSmallCapacity } from '#src/domain/history/minutes.ts'
import {
  roomChange,
  type RoomField,
  type RoomSettings,
  type SaveSettings,
} from '#src/domain/settings/room-settings.ts'
import { formatNumber } from '#src/format/numbers.ts'
import {
  parseTypedCapacity,
  parseTypedName,
  parseTypedNumber,
  parseTypedPercent,
} from '#src/format/typed-settings.ts'
import * as text from '#messages/settings.ts'

/** Limits of the largest plausible count of one sensor. */
export const sensorLimits = { least: 1, most: 1_000_000 }

type ValueProps = {
  row: RoomSettings
  field: RoomField
  mayChange: boolean
  save: SaveSettings
}

/**
 * A value of a room, which managers edit in place unless the settings file sets it. If managers have set a value, the
 * open field offers to remove it.
 *
 * @param field each field needs its own instance
 * @param kinds suggestions for the kind
 * @param inherited the value that applies if the room has no value of its own: a share or a number of people
 */
export function RoomValue({
  kinds,
  inherited,
  ...value
}: ValueProps & { kinds?: readonly string[]; inherited?: number }) {
  const { row, field, save } = value
  const room = row.name.value ?? row.id
  const common = toCommonProps(value)
  const saveValue = (value: unknown, message: string) =>
    save([roomChange(row, field, row[field].stored, value)], message)
  switch (field) {
    case 'name':
      return (
        <EditableValue
          {...common}
          shown={room}
          parse={parseTypedName}
          onSave={(name) => saveValue(name, text.nameSaved(name))}
        />
      )
    case 'kind':
      return (
        <EditableValue
          {...common}
          shown={row.kind.value}
          parse={parseTypedName}
          {...(kinds && { suggestions: kinds })}
          onSave={(kind) => saveValue(kind, text.kindSaved(room, kind))}
        />
      )
    case 'capacity':
      return (
        <EditableValue
          {...common}
          shown={formatValue(row.capacity.value)}
          inputMode="numeric"
          parse={parseTypedCapacity}
          onSave={(capacity) => {
            const wasSmall = isSmallCapacity(row.capacity.value)
            const saved = text.capacitySaved(room, capacity)
            const becomesSmall = isSmallCapacity(capacity) && !wasSmall
            return saveValue(capacity, becomesSmall ? `${saved}. ${text.deletesMinutes}` : saved)
          }}
        />
      )
    case 'busyFrom':
      return (
        <EditableValue
          {...common}
          shown={formatValue(row.busyFrom.value ?? inherited ?? null, 0.01)}
          inputMode="numeric"
          parse={parseTypedPercent}
          onSave={(share) => saveValue(share, text.roomValueSaved(field, room))}
        />
      )
    case 'maximumSensorCount':
      return (
        <EditableValue
          {...common}
          shown={formatValue(row.maximumSensorCount.value ?? inherited ?? null)}
          inputMode="numeric"
          parse={(typed) => parseTypedNumber(typed, sensorLimits)}
          onSave={(count) => saveValue(count, text.roomValueSaved(field, room))}
        />
      )
  }
}

function toCommonProps({ row, field, mayChange, save }: ValueProps) {
  const room = row.name.value ?? row.id
  const { stored, source, butlr } = row[field]
  return {
    what: text.whatOfRoom(field, room),
    mayChange: mayChange && source.kind !== 'file',
    ...(butlr !== null && {
      aside: text.butlrSays(typeof butlr === 'number' ? formatNumber(butlr) : butlr),
    }),
    ...(stored !== undefined && {
      reset: {
        label: butlr === null ? text.resetButton : text.butlrsValue,
        onReset: () =>
          save([roomChange(row, field, stored, undefined)], text.roomValueReset(field, room)),
      },
    }),
  }
}

/** @param unit the value that is shown as 1 */
function formatValue(value: number | null, unit = 1): string | null {
  return value === null ? null : formatNumber(Math.round(value / unit))
}
