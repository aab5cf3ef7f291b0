import { Button } from '#src/ui/button.tsx'
import type { ShownState } from '#src/live/room-view.ts'
import { emptyInWords } from './empty-words.ts'

/** Stands where the cards would: which filter emptied the list, and the way out of it. */
export function NothingFound({
  state,
  query,
  clearState,
  clearQuery,
}: {
  state: ShownState | null
  query: string
  clearState: () => void
  clearQuery: () => void
}) {
  return (
    <div role="status" className="grid justify-items-center gap-4 px-4 py-16 text-center">
      <p className="max-w-prose text-15 wrap-anywhere">{emptyInWords(state, query)}</p>
      <div className="flex flex-wrap justify-center gap-2">
        {query !== '' && <Button onClick={clearQuery}>Clear the search</Button>}
        {state !== null && <Button onClick={clearState}>Show every state</Button>}
      </div>
    </div>
  )
}
