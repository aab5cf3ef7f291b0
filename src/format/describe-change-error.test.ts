import { expect, test } from 'vitest'
import { HttpError } from '#src/contract/errors.ts'
import { describeChangeError } from './describe-change-error.ts'

test.each([
  ['signed_out', 401, '', 'Your session had ended. Try again.'],
  ['conflict', 409, 'Somebody else changed it.', 'Somebody else changed it.'],
  ['busy', 503, '', 'The Headroom server is busy.'],
] as const)(
  'describes %s of a change so that the message stays correct',
  (code, status, own, words) => {
    expect(describeChangeError(new HttpError('change', status, { code, message: own }, null))).toBe(
      words,
    )
  },
)
