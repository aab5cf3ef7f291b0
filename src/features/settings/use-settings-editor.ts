import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { SettingChange, SettingsResponse } from '#src/contract/settings.ts'
import { saveSettings, settingsQuery, undoSettings } from '#src/data/settings/queries.ts'
import { describeChangeError } from '#src/format/describe-change-error.ts'
import { refetchNow } from '#src/lib/query-polling.ts'
import * as text from '#messages/settings.ts'

/** The settings, and functions that change them. The functions resolve with an error message; null after success. */
export type SettingsEditor = {
  settings: SettingsResponse
  mayChange: boolean
  /** @param message confirms the change; shown beside a button that undoes it */
  save: (changes: readonly SettingChange[], message: string) => Promise<string | null>
  undo: (changeId: string) => Promise<string | null>
}

/** A message at the bottom of the window; `changeId` is the change that its button undoes. */
export type Toast = { message: string; changeId: string | null }

/** How long a message stays visible, in milliseconds. */
const shownMs = 10_000

/** Returns the functions that change settings, and the message about the last change for ten seconds. */
export function useSettingsEditor() {
  const client = useQueryClient()
  const [toast, setToast] = useState<Toast | null>(null)
  useEffect(() => {
    if (toast === null) return
    const timer = setTimeout(() => setToast(null), shownMs)
    return () => clearTimeout(timer)
  }, [toast])

  const save = useCallback(
    async (changes: readonly SettingChange[], message: string) => {
      try {
        const { changes: recent } = await saveSettings(client, changes)
        const [latest] = recent
        setToast({ message, changeId: latest?.mayUndo === true ? latest.id : null })
        return null
      } catch (error) {
        void refetchNow(client, { queryKey: settingsQuery().queryKey })
        return describeChangeError(error)
      }
    },
    [client],
  )
  const undo = useCallback(
    async (changeId: string) => {
      try {
        await undoSettings(client, changeId)
        setToast({ message: text.changeUndone, changeId: null })
        return null
      } catch (error) {
        const message = describeChangeError(error)
        setToast({ message, changeId: null })
        return message
      }
    },
    [client],
  )
  return { save, undo, toast }
}
