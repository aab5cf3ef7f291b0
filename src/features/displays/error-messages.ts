import { minute } from '#src/domain/time/duration.ts'
import { type ErrorCode, HttpError } from '#src/contract/errors.ts'
import * as text from '#messages/displays.tsx'
import { describePollError } from '#src/format/describe-poll-error.ts'
import * as v from 'valibot'
import * as boardText from '#messages/boards.ts'
import { maxSelectedRooms, maxVisibleNameLength, screenLimits } from '#src/contract/board.ts'

/** Codes for which the gateway's message is shown. */
const codesWithOwnMessage: readonly ErrorCode[] = [
  'forbidden',
  'not_allowed',
  'access_unknown',
  'conflict',
  'not_found',
  'invalid_request',
  'too_large',
  'store_unreachable',
  'no_account',
]

/** Returns the error message for reading or changing boards and displays. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof HttpError) || error.details === null) return describePollError(error)
  const { code, message } = error.details
  if (code === 'wrong_code') return text.invalidCodeError
  if (code === 'too_many_attempts') {
    return text.tooManyCodesError(toWholeMinutes(error.retryAfterMs ?? minute))
  }
  return codesWithOwnMessage.includes(code) ? message : describePollError(error)
}

function toWholeMinutes(ms: number): number {
  return Math.max(1, Math.ceil(ms / minute))
}

const { diagonalInches, distanceMetres } = screenLimits

const fieldMessages: Readonly<Record<string, string>> = {
  name: boardText.nameMissing,
  code: boardText.codeInvalid,
  boardId: boardText.boardMissing,
  'rooms.ids': boardText.roomsMissing,
  'screen.diagonalInches': boardText.diagonalInvalid(diagonalInches.min, diagonalInches.max),
  'screen.distanceMetres': boardText.distanceInvalid(distanceMetres.min, distanceMetres.max),
  locale: boardText.localeInvalid,
  'hours.days': boardText.daysMissing,
  'hours.from': boardText.timeInvalid,
  'hours.to': boardText.timeInvalid,
}
const tooLongMessages: Readonly<Record<string, string>> = {
  name: boardText.nameTooLong(maxVisibleNameLength),
  'rooms.ids': boardText.tooManyRooms(maxSelectedRooms),
}

/** Returns the message for an invalid field of a board or of the pairing form. */
export function fieldErrorMessage(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? ''
  const tooLong = issue.type === 'max_length' ? tooLongMessages[path] : undefined
  return tooLong ?? fieldMessages[path] ?? boardText.fieldInvalid
}
