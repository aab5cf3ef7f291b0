import { useMemo } from 'react'
import { changeSearch, useSearchParams } from '#src/lib/address.ts'
import { readDevicesParams, writeDevicesParams, type DevicesParams } from './devices-params.ts'

/** A change of what is shown; `typed` ones come letter by letter and make no history. */
export type ChangeDevices = (change: Partial<DevicesParams>, typed?: boolean) => void

/** What the URL says of the sensors, and how to change it. */
export function useDevicesParams(): { params: DevicesParams; change: ChangeDevices } {
  const search = useSearchParams()
  const params = useMemo(() => readDevicesParams(search), [search])
  return { params, change }
}

const change: ChangeDevices = (changed, typed = false) =>
  changeSearch((before) => writeDevicesParams(before, changed), { replace: typed })
