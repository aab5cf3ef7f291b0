import { minute } from '#src/domain/time/duration.ts'
import { HttpError } from '#src/contract/errors.ts'
import * as text from '#messages/displays.tsx'
import { describeChangeError } from '#src/format/describe-change-error.ts'
import * as v from 'valibot'
import * as boardText from '#messages/boards.ts'
import {
  maxSelectedRooms,
  maxVisibleNameLength,
  screenLimits,
  type DistanceUnit,
} from '#src/contract/board.ts'
import { limitsIn } from '#src/domain/distance-units.ts'

/** Returns the error message for reading or changing boards and displays. */
export function errorMessage(error: unknown): string {
  const code = error instanceof HttpError ? error.details?.code : undefined
  if (code === 'wrong_code') return text.invalidCodeError
  if (error instanceof HttpError && code === 'too_many_attempts') {
    return text.tooManyCodesError(toWholeMinutes(error.retryAfterMs ?? minute))
  }
  return describeChangeError(error)
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
  locale: boardText.localeInvalid,
  'hours.days': boardText.daysMissing,
  'hours.from': boardText.timeInvalid,
  'hours.to': boardText.timeInvalid,
}
const tooLongMessages: Readonly<Record<string, string>> = {
  name: boardText.nameTooLong(maxVisibleNameLength),
  'rooms.ids': boardText.tooManyRooms(maxSelectedRooms),
}

/** Returns the message for an invalid distance. @param units unit in which the user enters distances */
function distanceMessage(units: DistanceUnit): string {
  const { min, max } = limitsIn(units, distanceMetres)
  return boardText.distanceInvalid(min, max, units)
}

/**
 * Returns the message for an invalid field of a board or of the pairing form.
 *
 * @param units unit in which the user enters distances
 */
export function fieldErrorMessage(
  issue: v.BaseIssue<unknown>,
  units: DistanceUnit = 'metres',
): string {
  const path = v.getDotPath(issue) ?? ''
  if (path === 'screen.distanceMetres') return distanceMessage(units)
  const tooLong = issue.type === 'max_length' ? tooLongMessages[path] : undefined
  return tooLong ?? fieldMessages[path] ?? boardText.fieldInvalid
}
