import { queryOptions, skipToken, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** The input of a form, which is only in the cache. */
const draftQuery = <TDraft extends object | null>(name: string) =>
  queryOptions<TDraft>({ queryKey: ['draft', name], queryFn: skipToken })

/**
 * Like `useState`, for the input of a form that closes easily, such as in a popover: a form that reopens has the input
 * that it had. The query client holds it, so that it is removed with the account's data when the user signs out.
 *
 * @param name identifies the form
 * @returns the input, a function that changes it, and a function after which the form opens without it
 */
export function useDraft<TDraft extends object | null>(name: string, initial: TDraft) {
  const client = useQueryClient()
  const { queryKey } = draftQuery<TDraft>(name)
  // Not an observed query: React would restore the old value of a field until the observer reports the new one.
  const [draft, setDraft] = useState(() => client.getQueryData(queryKey) ?? initial)
  function keepDraft(next: TDraft): void {
    setDraft(next)
    client.setQueryDefaults(queryKey, { gcTime: Number.POSITIVE_INFINITY })
    client.setQueryData<TDraft>(queryKey, next)
  }
  const forgetDraft = () => client.removeQueries({ queryKey, exact: true })
  return [draft, keepDraft, forgetDraft] as const
}
