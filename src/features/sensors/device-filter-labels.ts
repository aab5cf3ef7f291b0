import { includesHidden } from '#messages/export.ts'
import { quotedSearch } from '#messages/rooms-toolbar.ts'
import { issueLabels } from '#messages/sensors.tsx'
import type { DevicesParams } from './devices-params.ts'

/** Returns the labels of the active filters of the Sensors page, except the location; empty if there are none. */
export function deviceFilterLabels({ issue, q, showHidden }: DevicesParams): string[] {
  const query = q.trim()
  return [
    ...(issue === null ? [] : [issueLabels[issue]]),
    ...(query === '' ? [] : [quotedSearch(query)]),
    ...(showHidden ? [includesHidden] : []),
  ]
}
