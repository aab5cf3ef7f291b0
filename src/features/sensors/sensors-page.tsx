import { placeParam } from '#src/lib/overview-params.ts'
import { optionalText, withParam } from '#src/lib/url-state.ts'
import { overviewQuery } from '#src/lib/page-queries.ts'
import { roomHref } from '#src/lib/routes.ts'
import { createSensorNames } from '#src/format/sensor-labels.ts'
import { useMemo, useDeferredValue } from 'react'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { countSensorsByHive } from './device-groups.ts'
import { useDevicesParams } from './devices-params.ts'
import { second } from '#src/domain/time/duration.ts'
import { useHasElapsed } from '#src/components/ui/use-has-elapsed.ts'
import { IssueFilter, DeviceToolbar } from './device-toolbar.tsx'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { formatSensors } from '#messages/common.ts'
import { toDevicesExport, type DevicesToExport } from './device-export.ts'
import { DeviceTable } from './device-table.tsx'
import { DeviceTotals } from './device-totals.tsx'
import { describeHiddenDevices } from './device-status-text.ts'
import { SensorsLoading, NoMatchingSensors, SensorsUnavailable } from './sensors-placeholders.tsx'
import { DirectoryNotices, HiddenDevicesToggle } from './device-notices.tsx'
import type { DeviceTableContext } from './device-table-model.ts'
import type { DeviceWithIssues } from './device-issues.ts'
import { useReportingSensors } from './use-reporting-sensors.ts'
import { useAnomalies } from './use-anomalies.ts'
import { useFilteredDevices } from './use-filtered-devices.ts'
import { useHistoryAnomalies } from './use-history-anomalies.ts'
import { useQuery } from '@tanstack/react-query'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { sensorDirectoryQuery, useTopology } from '#src/data/topology/queries.ts'

/** Maximum wait for anomalies. A short wait is better than rows that move when anomalies arrive. */
const maxAnomalyWaitMs = 2 * second

/** @param error why the latest request failed; null if it succeeded */
function SensorsContent({
  directory,
  error,
  topology,
}: {
  directory: SensorDirectory
  error: unknown
  topology: Topology | undefined
}) {
  const reporting = useReportingSensors()
  const { anomalies: current, settled } = useAnomalies(directory, topology)
  const { params, change } = useDevicesParams()
  // Typing stays responsive; the rows update at lower priority.
  const deferredParams = useDeferredValue(params)
  const waitedLongEnough = useHasElapsed(maxAnomalyWaitMs)
  const isSettled = settled || waitedLongEnough
  const { anomalies, isUnchecked } = useHistoryAnomalies(current, topology, isSettled)
  const { place, grouped } = deferredParams
  const {
    placeDevices,
    installed,
    countedDevices,
    matchingDevices,
    visibleDevices,
    hives,
    counts,
  } = useFilteredDevices(directory, topology, reporting, anomalies, deferredParams)
  const context = useMemo(
    () => createTableContext(directory, countedDevices, grouped, place),
    [directory, countedDevices, grouped, place],
  )

  if (!isSettled) return <SensorsLoading />
  return (
    <>
      <DeviceTotals devices={installed} hives={hives.all} reporting={reporting} />
      <div className="flex flex-col justify-between gap-x-4 gap-y-2 border-line md:border-t md:py-2 xl:flex-row xl:items-start print:hidden">
        <IssueFilter
          total={matchingDevices.length}
          counts={counts}
          selected={params.issue}
          onSelect={(chosen) => change({ issue: chosen })}
        />
        <DeviceToolbar params={params} onChange={change} />
      </div>
      <DirectoryNotices directory={directory} error={error} isHistoryUnchecked={isUnchecked} />
      <TableHeader
        all={placeDevices}
        exported={{
          devices: visibleDevices,
          directory,
          topology,
          reporting,
          params: deferredParams,
          getSensorName: context.getSensorName,
        }}
        shown={params.showHidden}
        onShow={(show) => change({ showHidden: show })}
      />
      {visibleDevices.length + hives.shown.length === 0 ? (
        <NoMatchingSensors params={deferredParams} onChange={change} />
      ) : (
        <DeviceTable
          devices={visibleDevices}
          empty={hives.shown}
          reporting={reporting}
          params={deferredParams}
          onChange={change}
          context={context}
        />
      )}
    </>
  )
}

function createTableContext(
  directory: SensorDirectory,
  countedDevices: Parameters<typeof countSensorsByHive>[0],
  grouped: boolean,
  place: string | null,
): DeviceTableContext {
  const sizes = countSensorsByHive(countedDevices)
  return {
    grouped,
    getHiveSize: (hiveId) => sizes.get(hiveId) ?? 0,
    getSensorName: createSensorNames(directory.devices),
    getRoomHref(roomId, range = null) {
      const query = withParam(overviewQuery(), placeParam, place)
      return roomHref(roomId) + withParam(query, rangeParam, range)
    },
  }
}

function TableHeader({
  all,
  exported,
  shown,
  onShow,
}: {
  all: readonly DeviceWithIssues[]
  exported: DevicesToExport
  shown: boolean
  onShow: (shown: boolean) => void
}) {
  const count = exported.devices.length
  const devices = all.map(({ device }) => device)
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 pb-2">
      <HiddenDevicesToggle
        text={describeHiddenDevices(devices, shown)}
        shown={shown}
        onShow={onShow}
      />
      {count > 0 && (
        <ExportButtons getTable={() => toDevicesExport(exported)} count={formatSensors(count)} />
      )}
    </div>
  )
}

/** Query parameter for the range of a room's chart. */
const rangeParam = optionalText('range')
/** Maximum wait for room names before the sensors appear without them. */
const maxNameWaitMs = 3 * second

export function SensorsPage() {
  const { data: directory, error } = useQuery(sensorDirectoryQuery())
  const { topology, pending } = useTopology()
  const { rooms, error: pollError } = useLiveRooms()
  const waitedLongEnough = useHasElapsed(maxNameWaitMs)
  const isReady = !pending && (rooms !== undefined || pollError !== null)
  if (directory && (isReady || waitedLongEnough)) {
    return <SensorsContent directory={directory} error={error} topology={topology} />
  }
  return error && !directory ? <SensorsUnavailable error={error} /> : <SensorsLoading />
}
