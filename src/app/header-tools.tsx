import { useQuery } from '@tanstack/react-query'
import { usePathname, useQueryString } from '#src/lib/navigation.tsx'
import { getExplainParam, paths } from '#src/lib/routes.ts'
import { recordTrail } from '#src/lib/history-trail.ts'
import { keepScrollPositions } from '#src/lib/scroll-positions.ts'
import { keepFocus, focusMain } from '#src/components/ui/focus-return.ts'
import { skipCovered } from '#src/components/ui/skip-covered.ts'
import { Suspense, useEffect, useState, useLayoutEffect } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import {
  useRefetchHealthOfSilentSensors,
  useRefetchForUnknownRooms,
} from '#src/data/live-rooms/use-topology-refetch.ts'
import { sessionQuery } from '#src/data/session/queries.ts'
import { ConnectionIndicator } from '#src/features/connection-status/connection-indicator.tsx'
import { LocationSwitcher } from '#src/features/location/location-switcher.tsx'
import { SearchButton } from '#src/features/search/search-button.tsx'
import { AccountMenu } from './account-menu.tsx'
import { KeyboardHelp } from './keyboard-help.tsx'
import './header-tools.css'
import { ErrorScreen } from './error-screen.tsx'
import * as text from '#messages/app.ts'
import { headerNotLive, headerStatus } from '#messages/replay.ts'
import { MainNav } from './main-nav.tsx'
import { preloadParts } from './preload-parts.ts'
import { PrintHeading } from './print-heading.tsx'
import { createPortal } from 'react-dom'
import { skipLink } from '#messages/shortcuts.ts'

const ExplainPanel = lazyPart(() =>
  import('#src/features/breakdown/breakdown-panel.tsx').then((module) => module.BreakdownPanel),
)

/** The header's controls. They load after the rooms, which users need first. */
export function HeaderTools() {
  const { data: session } = useQuery(sessionQuery())
  useRefetchForUnknownRooms()
  useRefetchHealthOfSilentSensors()
  useEffect(recordTrail, [])
  useEffect(keepScrollPositions, [])
  useEffect(keepFocus, [])
  useEffect(skipCovered, [])
  useEffect(preloadParts, [])
  // A replay shows no live data.
  const isReplay = usePathname() === paths.replay
  const [showsShortcuts, setShowsShortcuts] = useState(false)
  return (
    <>
      <SkipLink />
      <div className="header-start flex h-13 min-w-0 flex-1 items-center gap-2 max-[20rem]:basis-4/5">
        <ErrorScreen title={text.headerFailed}>
          <LocationSwitcher />
          {!isReplay && <SearchButton />}
          <MainNav />
        </ErrorScreen>
        <ErrorScreen title={text.breakdownFailed}>{!isReplay && <BreakdownOverlay />}</ErrorScreen>
      </div>
      <PrintHeading />
      {isReplay ? <ReplayStatus /> : <ConnectionIndicator signedOut={session?.signedIn !== true} />}
      <AccountMenu onShowShortcuts={() => setShowsShortcuts(true)} />
      <KeyboardHelp isOpen={showsShortcuts} onToggle={setShowsShortcuts} />
    </>
  )
}

/** Replaces the connection status while the page shows a replay. */
function ReplayStatus() {
  return (
    <p className="flex h-8 items-center gap-2 px-2 whitespace-nowrap">
      <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4 flex-none text-ink-faint">
        <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
      <span className="font-medium">{headerStatus}</span>
      <span className="text-ink-faint max-xl:hidden">{headerNotLive}</span>
    </p>
  )
}

/** Shows the breakdown of a value if the URL contains the `explain` parameter. */
function BreakdownOverlay() {
  const target = getExplainParam(useQueryString())
  if (target === null) return null
  return (
    <Suspense fallback={null}>
      <ExplainPanel target={target} />
    </Suspense>
  )
}

/** The first tab stop of the page, visible only while it has the focus. */
export function SkipLink() {
  const [container] = useState(() => document.createElement('div'))
  useLayoutEffect(() => {
    document.body.prepend(container)
    return () => container.remove()
  }, [container])
  return createPortal(
    <a
      href="#main"
      className="skip-link"
      onClick={(event) => {
        // Following the link would add a history entry.
        event.preventDefault()
        focusMain()
        document.documentElement.scrollTop = 0
      }}
    >
      {skipLink}
    </a>,
    container,
  )
}
