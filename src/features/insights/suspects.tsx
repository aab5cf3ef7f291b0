import './insights-sensors.css'
import { TriangleAlert } from 'lucide-react'
import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { SuspectNotes } from '#src/components/occupancy/suspect-notes.tsx'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import type { SuspectSensor } from '#src/domain/insights/sensor-findings.ts'
import { createSensorNames, formatMac } from '#src/format/sensor-labels.ts'
import { describeFinding } from '#src/format/sensor-findings.ts'
import * as text from '#messages/sensor-findings.ts'

type GetSensorName = (mac: string) => string

const SuspectsContext = createContext<{
  byRoom: ReadonlyMap<string, readonly SuspectSensor[]>
  verdictSuspects: readonly SuspectSensor[] | null
  getSensorName: GetSensorName
}>({ byRoom: new Map(), verdictSuspects: [], getSensorName: formatMac })

/**
 * Provides the sensors with findings, and the names of all sensors, to the marks beside the figures of rooms.
 *
 * @param verdictSuspects the sensors that put verdicts about sizes in doubt; null until they are loaded
 */
export function SuspectsProvider({
  suspects,
  verdictSuspects,
  children,
}: {
  suspects: readonly SuspectSensor[]
  verdictSuspects: readonly SuspectSensor[] | null
  children: ReactNode
}) {
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const getSensorName = useMemo(() => createSensorNames(directory?.devices ?? []), [directory])
  const byRoom = useMemo(() => {
    const found = new Map<string, SuspectSensor[]>()
    for (const suspect of suspects)
      found.set(suspect.room, [...(found.get(suspect.room) ?? []), suspect])
    return found
  }, [suspects])
  const value = useMemo(
    () => ({ byRoom, verdictSuspects, getSensorName }),
    [byRoom, verdictSuspects, getSensorName],
  )
  return <SuspectsContext value={value}>{children}</SuspectsContext>
}

/** Returns a function that returns the name of a sensor by address. */
export function useSensorNames(): GetSensorName {
  return useContext(SuspectsContext).getSensorName
}

/** Returns the IDs of the rooms with suspect sensors. */
export function useSuspectRooms(): readonly string[] {
  const { byRoom } = useContext(SuspectsContext)
  return useMemo(() => [...byRoom.keys()], [byRoom])
}

/** Returns the sensors that put verdicts about sizes in doubt; null until they are loaded. */
export function useVerdictSuspects(): readonly SuspectSensor[] | null {
  return useContext(SuspectsContext).verdictSuspects
}

const none: readonly SuspectSensor[] = []

function useSuspectsOf(roomId: string): readonly SuspectSensor[] {
  return useContext(SuspectsContext).byRoom.get(roomId) ?? none
}

/** A mark beside the name of a room with a suspect sensor, with the findings. */
export function SuspectMark({ roomId, isLabelled }: { roomId: string; isLabelled: boolean }) {
  const suspects = useSuspectsOf(roomId)
  const getSensorName = useSensorNames()
  if (suspects.length === 0) return null
  const findings = suspects
    .flatMap((one) => one.findings.map((finding) => describeFinding(finding, getSensorName)))
    .join(' ')
  return (
    <span className="insights-suspect" title={text.suspectOf(findings)}>
      <TriangleAlert aria-hidden="true" strokeWidth={1.75} />
      {isLabelled && <span>{text.checkSensor}</span>}
      <span className="sr-only">{isLabelled ? findings : text.suspectOf(findings)}</span>
    </span>
  )
}

/** The findings about the sensors of a room that put its verdict in doubt, and what they mean for its figures. */
export function VerdictSuspectNotes({ roomId }: { roomId: string }) {
  const suspects = (useVerdictSuspects() ?? none).filter(({ room }) => room === roomId)
  return <SuspectNotes suspects={suspects} getSensorName={useSensorNames()} />
}
