import * as v from 'valibot'
import { maxLogoBytes } from './board.ts'
import { Id } from './butlr-values.ts'

// Not in board.ts, so that pages do not load the schema and its parts of Valibot with the first screen.

/**
 * The body of `PUT /api/boards/:id/logo`: a PNG, JPEG or SVG file in base64, see `src/domain/logo/logo-file.ts`. Fails
 * with `invalid_request` and an explanation for other files. `DELETE /api/boards/:id/logo` removes the logo. Both
 * return the `Board`, which has a new revision. `GET /api/boards/:id/logo` and, for a display, `GET /api/display/logo`
 * return the image; pages add the hash as `?v=`, so that they never show an earlier logo.
 */
export const BoardLogoUpload = v.union([
  v.strictObject({
    data: v.pipe(v.string(), v.base64(), v.maxLength(Math.ceil(maxLogoBytes / 3) * 4)),
  }),
  /** ID of a board whose logo to copy. */
  v.strictObject({ from: Id }),
])
export type BoardLogoUpload = v.InferOutput<typeof BoardLogoUpload>
