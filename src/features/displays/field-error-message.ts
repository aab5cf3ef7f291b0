import * as v from 'valibot'
import * as text from '#messages/boards.ts'
import { maxSelectedRooms, maxVisibleNameLength, screenLimits } from '#src/contract/board.ts'

const { diagonalInches, distanceMetres } = screenLimits

const messages: Readonly<Record<string, string>> = {
  name: text.nameMissing,
  code: text.codeInvalid,
  boardId: text.boardMissing,
  'rooms.ids': text.roomsMissing,
  'screen.diagonalInches': text.diagonalInvalid(diagonalInches.min, diagonalInches.max),
  'screen.distanceMetres': text.distanceInvalid(distanceMetres.min, distanceMetres.max),
  locale: text.localeInvalid,
  'hours.days': text.daysMissing,
  'hours.from': text.timeInvalid,
  'hours.to': text.timeInvalid,
}
const tooLongMessages: Readonly<Record<string, string>> = {
  name: text.nameTooLong(maxVisibleNameLength),
  'rooms.ids': text.tooManyRooms(maxSelectedRooms),
}

/** Returns the message for an invalid field of a board or of the pairing form. */
export function fieldErrorMessage(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? ''
  const tooLong = issue.type === 'max_length' ? tooLongMessages[path] : undefined
  return tooLong ?? messages[path] ?? text.fieldInvalid
}
