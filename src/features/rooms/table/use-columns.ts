import { changeSearch, useSearchParams } from '#src/lib/address.ts'
import { columnsFrom, columnsText, type ColumnName } from './columns.ts'

/** The columns that the link shows, how to choose others, and the query that the rooms were chosen by. */
export function useColumns(): {
  shown: readonly ColumnName[]
  filters: string
  choose: (shown: readonly ColumnName[]) => void
} {
  const search = useSearchParams()
  const choose = (shown: readonly ColumnName[]) =>
    changeSearch((before) => {
      const next = new URLSearchParams(before)
      const text = columnsText(shown)
      if (text === null) next.delete('columns')
      else next.set('columns', text)
      return next
    })
  return { shown: columnsFrom(search.get('columns')), filters: search.toString(), choose }
}
