import { useState } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { ReplayCards } from '#src/features/rooms/replay-cards.tsx'
import { StateChips } from '#src/features/rooms/state-chips.tsx'
import { ReplayPage } from '#src/features/replay/replay-page.tsx'
import type { ReplayLayouts } from '#src/features/replay/replay-rooms.tsx'
import { notLive } from '#messages/replay.ts'
import { useDocumentTitle } from './use-document-title.ts'

const Plan = lazyPart(() =>
  import('#src/features/floor-plan/replay-plan.tsx').then((module) => module.ReplayPlan),
)

const Board = lazyPart(() =>
  import('#src/features/displays/replay-board.tsx').then((module) => module.ReplayBoard),
)

const layouts: ReplayLayouts = { Cards: ReplayCards, Plan, Board, StateChips }

/** The replay with the cards and the floor plan of the overview, and with boards. */
export function ReplayScreen() {
  const [title, setTitle] = useState(notLive)
  useDocumentTitle(title)
  return <ReplayPage layouts={layouts} onTitle={setTitle} />
}
