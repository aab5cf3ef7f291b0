import { expect, test } from 'vitest'
import { day } from '#src/domain/time/duration.ts'
import { describedDevice } from '#src/testing/example-topology.ts'
import { roomsOfDevices } from './device-places.ts'
import type { Sort } from './devices-params.ts'
import { judgedDevices } from './judged-device.ts'
import { sortDevices } from './sort-devices.ts'

const now = 100 * day
const devices = judgedDevices(
  [
    describedDevice({ mac: 'a10', lastHeartbeatAt: now - 5, batteryDueAt: now + 90 * day }),
    describedDevice({ mac: 'a9', lastHeartbeatAt: null, online: false }),
    describedDevice({ mac: 'b', lastHeartbeatAt: now - 9, batteryDueAt: now - day }),
    describedDevice({ mac: 'c', hidden: 'test', online: false }),
    describedDevice({ mac: 'd', lastHeartbeatAt: now - 1 }),
  ],
  [],
  roomsOfDevices(undefined),
  [],
  now,
)

test.each<[Sort, boolean, string[]]>([
  ['problem', false, ['a9', 'b', 'a10', 'd', 'c']],
  ['name', false, ['a9', 'a10', 'b', 'c', 'd']],
  ['name', true, ['d', 'c', 'b', 'a10', 'a9']],
  ['heartbeat', false, ['d', 'a10', 'b', 'a9', 'c']],
  ['heartbeat', true, ['b', 'a10', 'd', 'a9', 'c']],
  ['battery', false, ['b', 'a10', 'a9', 'c', 'd']],
])('sensors by %s, turned round %s: %j; what is not known stands last', (sort, turned, macs) => {
  expect(sortDevices(devices, sort, turned).map(({ device }) => device.mac)).toEqual(macs)
})
