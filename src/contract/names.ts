import * as v from 'valibot'
import { displayName, plainName } from './butlr-values.ts'

/**
 * Returns the schema of a name that people type: not blank, and at most `maxLength` UTF-16 code units long without
 * isolates.
 */
export const typedName = (maxLength: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => plainName(displayName(text))),
    v.minLength(1),
    v.maxLength(maxLength),
    v.transform(displayName),
  )

/** A name from the gateway's store, such as an email address; empty when it has no visible character. */
export const StoredName = v.pipe(v.string(), v.transform(displayName))
