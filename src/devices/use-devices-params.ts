import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { readDevicesParams, writeDevicesParams, type DevicesParams } from './devices-params.ts'

/** A change of what is shown; `typed` ones come letter by letter and make no history. */
export type ChangeDevices = (change: Partial<DevicesParams>, typed?: boolean) => void

/** What the URL says of the sensors, and how to change it. */
export function useDevicesParams(): { params: DevicesParams; change: ChangeDevices } {
  const [search, setSearch] = useSearchParams()
  const params = useMemo(() => readDevicesParams(search), [search])
  const change = useCallback<ChangeDevices>(
    (changed, typed = false) =>
      setSearch((before) => writeDevicesParams(before, changed), { replace: typed }),
    [setSearch],
  )
  return { params, change }
}
