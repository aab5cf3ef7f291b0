import type { DisplaysResponse } from '#src/contract/display.ts'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from '#src/lib/navigation.tsx'
import './displays.css'
import * as text from '#messages/displays.tsx'
import { ActivityList } from './activity-list.tsx'
import { BoardEditor } from './board-editor.tsx'
import { BoardList } from './board-list.tsx'
import { DisplayList } from './display-list.tsx'
import { PairForm } from './pair-form.tsx'
import { errorMessage } from './error-message.ts'
import { boardsQuery, displaysQuery } from '#src/data/boards/queries.ts'

/** Explains which settings are missing if displays have no account to read data with. */
function GatewayAccountNotice({ account }: { account: DisplaysResponse['account'] }) {
  if (account === 'ready') return null
  return (
    <p role="status" className="displays-note">
      {account === 'missing' ? text.accountMissingNotice : text.accountRejectedNotice}
    </p>
  )
}

/**
 * The displays page: paired displays and their status, pairing, and boards. The URL holds the board in the editor
 * (`?board=<id>`, `?board=new`) and the pairing code from a display's QR code (`?code=ABC234`).
 */
export function DisplaysView({ path }: { path: string }) {
  const search = useSearchParams()
  const { data: boards, error: boardsError } = useQuery(boardsQuery())
  const { data: displaysData, error } = useQuery(displaysQuery())
  const loadError = error ?? boardsError
  if (!boards || !displaysData) {
    return (
      <p role="status" className="py-12 text-ink-muted">
        {loadError ? errorMessage(loadError) : text.loading}
      </p>
    )
  }
  const editedBoardId = search.get('board')
  const board = boards.find(({ id }) => id === editedBoardId) ?? null
  if (
    displaysData.mayChange &&
    editedBoardId !== null &&
    (editedBoardId === 'new' || board !== null)
  ) {
    return <BoardEditor key={editedBoardId} board={board} path={path} />
  }
  return (
    <div className="displays">
      {loadError !== null && (
        <p role="status" className="text-busy-ink">
          {text.outdatedNotice(errorMessage(loadError))}
        </p>
      )}
      <GatewayAccountNotice account={displaysData.account} />
      {!displaysData.mayChange && displaysData.account === 'ready' && (
        <p role="status" className="displays-note">
          {text.managersOnlyNotice}
        </p>
      )}
      <DisplayList displaysData={displaysData} boards={boards} />
      {displaysData.mayChange && (
        <PairForm boards={boards} initialCode={search.get('code') ?? ''} path={path} />
      )}
      <BoardList boards={boards} displaysData={displaysData} path={path} />
      {displaysData.mayChange && <ActivityList />}
    </div>
  )
}
