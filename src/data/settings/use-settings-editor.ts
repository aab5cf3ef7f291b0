import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { SettingsResponse } from '#src/contract/settings.ts'
import type { SaveSettings } from '#src/domain/settings/room-settings.ts'
import { saveSettings, settingsQuery, undoSettings } from '#src/data/settings/queries.ts'
import { refetchNow } from '#src/lib/query-polling.ts'

/** The settings, and functions that change them. The functions resolve with an error message; null after success. */
export type SettingsEditor = {
  settings: SettingsResponse
  mayChange: boolean
  save: SaveSettings
  undo: (changeId: string) => Promise<string | null>
}

/** A message about the last change; `changeId` is the change that its button undoes. */
type Toast = { message: string; changeId: string | null }

/**
 * Returns functions that change settings, and the message about the last change until `clearToast` removes it.
 *
 * @param describeError returns a sentence about an error of `request`
 * @param undone the message after a change was undone
 */
export function useSettingsEditor(describeError: (error: unknown) => string, undone: string) {
  const client = useQueryClient()
  const [toast, setToast] = useState<Toast | null>(null)
  const clearToast = useCallback(() => setToast(null), [])

  const save = useCallback<SaveSettings>(
    async (changes, message) => {
      try {
        const { changes: recent } = await saveSettings(client, changes)
        const [latest] = recent
        setToast({ message, changeId: latest?.mayUndo === true ? latest.id : null })
        return null
      } catch (error) {
        void refetchNow(client, { queryKey: settingsQuery().queryKey })
        return describeError(error)
      }
    },
    [client, describeError],
  )
  const undo = useCallback(
    async (changeId: string) => {
      try {
        await undoSettings(client, changeId)
        setToast({ message: undone, changeId: null })
        return null
      } catch (error) {
        const message = describeError(error)
        setToast({ message, changeId: null })
        return message
      }
    },
    [client, describeError, undone],
  )
  return { save, undo, toast, clearToast }
}
