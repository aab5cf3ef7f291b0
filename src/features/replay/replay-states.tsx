import { HttpError } from '#src/contract/errors.ts'
import { LoadingPlaceholder, UnavailablePlaceholder } from '#src/components/ui/placeholders.tsx'
import { describePollError } from '#src/format/describe-poll-error.ts'
import { describeChangeError } from '#src/format/describe-change-error.ts'
import * as text from '#messages/replay.ts'
import type { ReplayBoardChoice } from './use-replay-board.ts'

export function ReplayLoading() {
  return (
    <LoadingPlaceholder label={text.loading}>
      <div className="replay-skeleton" />
    </LoadingPlaceholder>
  )
}

/**
 * States why a day is not shown.
 *
 * @param unavailable why no history can be shown; null if unknown
 */
export function ReplayUnavailable({
  error,
  unavailable,
}: {
  error: unknown
  unavailable: string | null
}) {
  const code = error instanceof HttpError ? error.details?.code : undefined
  const title = text.unavailableTitle
  if (code === 'history_unavailable') {
    return unavailable === null ? (
      <UnavailablePlaceholder
        title={title}
        reason={text.historyUnavailable}
        hint={text.unavailableHint}
      />
    ) : (
      <UnavailablePlaceholder title={title} hint={unavailable} />
    )
  }
  const isRejected = code === 'invalid_request'
  return (
    <UnavailablePlaceholder
      title={title}
      reason={isRejected ? text.dayRejected : describePollError(error)}
      hint={isRejected ? text.otherDayHint : text.unavailableHint}
    />
  )
}

/** States why there is no board. */
export function NoBoard({ choice: { boards, error } }: { choice: ReplayBoardChoice }) {
  if (boards === undefined && error === null) return <ReplayLoading />
  if (boards === undefined) {
    return (
      <UnavailablePlaceholder
        title={text.boardsUnavailableTitle}
        reason={describeChangeError(error)}
        hint={text.otherLayoutHint}
      />
    )
  }
  return boards.length === 0 ? (
    <UnavailablePlaceholder role="status" title={text.noBoardsTitle} hint={text.noBoardsHint} />
  ) : (
    <UnavailablePlaceholder
      title={text.unknownBoardTitle}
      reason={text.unknownBoardReason}
      hint={text.otherBoardHint}
    />
  )
}

/** Notes about the day or the moment, one per line. Leaves out null. */
export function ReplayNotes({ notes }: { notes: readonly (string | null)[] }) {
  const shown = notes.filter((note) => note !== null)
  return shown.length === 0 ? null : (
    <ul className="replay-notes">
      {shown.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}
