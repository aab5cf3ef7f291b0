import { useState } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { ReplayCards } from '#src/features/rooms/replay-cards.tsx'
import { ReplayPage } from '#src/features/replay/replay-page.tsx'
import type { ReplayLayouts } from '#src/features/replay/replay-rooms.tsx'
import { notLive } from '#messages/replay.ts'
import { useDocumentTitle } from './use-document-title.ts'

const Plan = lazyPart(() =>
  import('#src/features/floor-plan/replay-plan.tsx').then((module) => module.ReplayPlan),
)

const layouts: ReplayLayouts = { Cards: ReplayCards, Plan }

/** The replay with the cards and the floor plan of the overview. */
export function ReplayScreen() {
  const [title, setTitle] = useState(notLive)
  useDocumentTitle(title)
  return <ReplayPage layouts={layouts} onTitle={setTitle} />
}
