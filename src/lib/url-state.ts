import { escapeId, unescapeId } from '#src/contract/id-codec.ts'

/**
 * A parameter in the query of a URL. `read` returns the default for unknown values. `write` removes the parameter if
 * the value is the default, and changes no other parameter.
 */
export type UrlParam<TValue> = {
  read: (search: URLSearchParams) => TValue
  write: (search: URLSearchParams, value: TValue) => void
}

/**
 * Creates a parameter with a custom syntax.
 *
 * @param read parses the text, which is empty if the parameter is absent
 * @param format returns null for the default
 */
export function createParam<TValue>(
  name: string,
  read: (text: string) => TValue,
  format: (value: TValue) => string | null,
): UrlParam<TValue> {
  return {
    read: (search) => read(unescapeId(search.get(name) ?? '')),
    write(search, value) {
      const text = format(value)
      if (text === null) search.delete(name)
      else search.set(name, escapeId(text))
    },
  }
}

/** Creates a parameter for a string such as an ID, with any UTF-16 code units. Null if absent or empty. */
export const optionalText = (name: string): UrlParam<string | null> =>
  createParam(
    name,
    (text) => text || null,
    (value) => value,
  )

/** Creates a parameter for text that the user types, truncated to `maxLength` UTF-16 code units. Empty if absent. */
export const typedText = (name: string, maxLength: number): UrlParam<string> =>
  createParam(
    name,
    (text) => text.slice(0, maxLength),
    (value) => value || null,
  )

/** Creates a parameter for one of `values`, or the default. */
export const oneOf = <const TValue extends string, const TDefault extends TValue | null>(
  name: string,
  values: readonly TValue[],
  defaultValue: TDefault,
): UrlParam<TValue | TDefault> =>
  createParam<TValue | TDefault>(
    name,
    (text) => values.find((value) => value === text) ?? defaultValue,
    (value) => (value === defaultValue ? null : value),
  )

/** Creates a parameter that is true if it has the value `set`. */
export const flag = (name: string, set: string): UrlParam<boolean> =>
  createParam(
    name,
    (text) => text === set,
    (isSet) => (isSet ? set : null),
  )

/** Creates a parameter for an integer from 1 to `max`. Null if absent or invalid. */
export const positiveInteger = (name: string, max: number): UrlParam<number | null> =>
  createParam(
    name,
    (text) => {
      const value = /^\d+$/.test(text) ? Number(text) : 0
      return value > 0 && value <= max ? value : null
    },
    (value) => (value === null ? null : String(value)),
  )

/** Creates a repeated parameter. Its value is the list of non-empty values without duplicates. */
export const textList = (name: string): UrlParam<string[]> => ({
  read: (search) => [...new Set(search.getAll(name).map(unescapeId))].filter(Boolean),
  write(search, values) {
    search.delete(name)
    for (const value of values) search.append(name, escapeId(value))
  },
})

/** Returns a query with a new value for one parameter, such as `?place=space_1`. Empty if there are no parameters. */
export function withParam<TValue>(query: string, param: UrlParam<TValue>, value: TValue): string {
  const search = new URLSearchParams(query)
  param.write(search, value)
  return toQuery(search)
}

/** Returns a query with its `?`, or an empty string if there are no parameters. */
export function toQuery(search: URLSearchParams): string {
  return search.size === 0 ? '' : `?${search}`
}
