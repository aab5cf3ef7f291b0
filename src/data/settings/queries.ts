import { queryOptions, type QueryClient } from '@tanstack/react-query'
import {
  ImportSettingsResponse,
  SettingsResponse,
  type SettingChange,
} from '#src/contract/settings.ts'
import { second } from '#src/domain/time/duration.ts'
import { overridesQuery } from '#src/data/topology/queries.ts'
import { postJson } from '#src/lib/api/post-json.ts'
import { request } from '#src/lib/api/request.ts'
import { refetchNow } from '#src/lib/query-polling.ts'

/** Query for the settings of the places that the account sees, and who changed them. */
export function settingsQuery() {
  return queryOptions({
    queryKey: ['settings'] as const,
    queryFn: async ({ signal }) =>
      (await request({ method: 'GET', path: '/api/settings', schema: SettingsResponse, signal }))
        .data,
    meta: { every: 15 * second },
  })
}

/** First parts of the keys of queries whose responses depend on opening hours and thresholds. */
const dependentKeys = ['history', 'insights'] as const

/**
 * Stores the settings after a change. Refetches the overrides, which contain them, and the figures that depend on them,
 * and drops such figures that no page shows.
 */
function applyResponse(client: QueryClient, settings: SettingsResponse): void {
  client.setQueryData(settingsQuery().queryKey, settings)
  void refetchNow(client, { queryKey: overridesQuery().queryKey })
  for (const key of dependentKeys) {
    client.removeQueries({ queryKey: [key], type: 'inactive' })
    void refetchNow(client, { queryKey: [key] })
  }
}

/** Changes settings: all values or none. Returns the settings after the change. Throws the errors of `request`. */
export async function saveSettings(
  client: QueryClient,
  changes: readonly SettingChange[],
): Promise<SettingsResponse> {
  const { data } = await request({
    method: 'PATCH',
    path: '/api/settings',
    body: { changes },
    schema: SettingsResponse,
  })
  applyResponse(client, data)
  return data
}

/** Reverts a change. Throws the errors of `request`. */
export async function undoSettings(client: QueryClient, change: string): Promise<void> {
  const data = await postJson('/api/settings/undo', { change }, SettingsResponse)
  applyResponse(client, data)
}

/** Returns the changes that an overrides file would make; saves nothing. Throws the errors of `request`. */
export async function previewImport(text: string): Promise<ImportSettingsResponse> {
  return postJson('/api/settings/import', { text }, ImportSettingsResponse)
}
