import './replay.css'
import './replay-dock.css'
import './replay-small.css'
import { useCallback, useEffect, useRef, useState } from 'react'
import { findMain } from '#src/components/ui/focus-return.ts'
import { UnavailablePlaceholder } from '#src/components/ui/placeholders.tsx'
import { useCloseOnEscape, useRestoreFocus } from '#src/components/ui/use-panel.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { day, minute } from '#src/domain/time/duration.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'
import { navigate, useSearchParams } from '#src/lib/navigation.tsx'
import { replayParams } from '#src/lib/replay-params.ts'
import { paths } from '#src/lib/routes.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import { toQuery } from '#src/lib/url-state.ts'
import * as text from '#messages/replay.ts'
import { ReplayBand } from './replay-band.tsx'
import { ReplayLoading } from './replay-states.tsx'
import type { ReplayLayouts } from './replay-rooms.tsx'
import { ReplayView } from './replay-view.tsx'
import { useMoment } from './use-moment.ts'
import { useReplayRooms } from './use-replay-rooms.ts'

type ReplayPageProps = {
  layouts: ReplayLayouts
  /** Receives the title of the page whenever it changes. */
  onTitle: (title: string) => void
}

/** A past day minute by minute, on the cards or the floor plan of the overview, or on a board. */
export function ReplayPage({ layouts, onTitle }: ReplayPageProps) {
  const { topology, pending } = useTopology()
  const { rooms, error } = useReplayRooms()
  const search = useSearchParams()
  const [yesterday] = useState(() => Math.floor((serverClock.now() - day) / minute) * minute)
  const [at, setAt] = useMoment(yesterday)
  const [moment, setMoment] = useState<string | null>(null)
  const page = useRef<HTMLDivElement>(null)
  const handleBack = useCallback(() => navigate(paths.rooms + liveQuery(search)), [search])
  useCloseOnEscape(page, handleBack, false)
  // The controls disappear with the replay, wherever it was opened.
  useRestoreFocus(findMain)
  useEffect(() => onTitle(moment === null ? text.notLive : text.title(moment)), [moment, onTitle])
  return (
    <div ref={page} className="replay">
      <ReplayBand moment={moment} at={at} onBack={handleBack} />
      {rooms === undefined && error ? (
        <UnavailablePlaceholder
          title={text.unavailableTitle}
          reason={describePollError(error)}
          hint={text.unavailableHint}
        />
      ) : rooms === undefined || pending ? (
        <ReplayLoading />
      ) : (
        <ReplayView
          {...{ layouts, topology, at }}
          allRooms={rooms}
          onAt={setAt}
          onMoment={setMoment}
          onBack={handleBack}
        />
      )}
    </div>
  )
}

/** Returns the query of the overview with the location, the state and, except for boards, the layout of the replay. */
function liveQuery(search: URLSearchParams): string {
  const live = new URLSearchParams()
  const layout = replayParams.layout.read(search)
  replayParams.place.write(live, replayParams.place.read(search))
  replayParams.layout.write(live, layout === 'board' ? 'cards' : layout)
  replayParams.state.write(live, replayParams.state.read(search))
  return toQuery(live)
}
