import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { EditableValue } from '#src/components/ui/editable-value.tsx'
import { saveSettings, settingsQuery } from '#src/data/settings/queries.ts'
import { describeChangeError } from '#src/format/describe-change-error.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { parseTypedCapacity } from '#src/format/typed-capacity.ts'
import * as text from '#messages/settings.ts'

/** The capacity of a room, which managers edit in place unless the settings file sets it; nothing for other people. */
export function RoomCapacity({ room: { id, name, capacity } }: { room: LiveRoom }) {
  const client = useQueryClient()
  const { data: settings } = useQuery(settingsQuery())
  const [saved, setSaved] = useState<number | null>(null)
  if (!settings || settings.refusal !== null) return null
  if (settings.file?.rooms?.[id]?.capacity !== undefined) return null
  const before = settings.values.rooms?.[id]?.capacity

  async function save(after: number): Promise<string | null> {
    const path = { section: 'rooms', id, field: 'capacity' } as const
    try {
      await saveSettings(client, [{ ...path, after, ...(before !== undefined && { before }) }])
      setSaved(after)
      return null
    } catch (error) {
      return describeChangeError(error)
    }
  }

  return (
    <div className="flex flex-wrap items-baseline gap-x-2 text-ink-muted">
      <span>{text.capacityOfRoom}</span>
      <EditableValue
        shown={capacity === null ? null : formatNumber(capacity)}
        setLabel={text.setCapacity}
        what={text.whatOfRoom.capacity(name)}
        mayChange
        inputMode="numeric"
        parse={parseTypedCapacity}
        onSave={save}
      />
      <span role="status">{saved !== null && text.capacitySaved(name, saved)}</span>
    </div>
  )
}
