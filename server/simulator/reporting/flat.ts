import { hashText } from '#server/simulator/random.ts'
import type { Question } from './question.ts'
import { flatRow, type Row } from './row.ts'
import type { Series } from './series.ts'
import { createWindowing } from './windowed.ts'

type FlatAnswer = {
  data: Row[]
  page_info: {
    page: number
    page_item_count: number
    total_item_count: number
    total_pages: number
  }
}

/**
 * Answers with flat rows, one for each windowed value. Rows of `traffic` are labelled with the end of their window and
 * come in no order; all others are labelled with the start (Butlr API notes, time labels and window origin).
 */
export function flatAnswer(series: Series[], question: Question): FlatAnswer {
  const eachValue = createWindowing(question)
  const rows: Row[] = []
  for (const one of series) {
    const atEnd = one.labels.measurement === 'traffic'
    eachValue(one, (start, end, value) => {
      const label = atEnd ? Math.min(end, question.to) : start
      rows.push(flatRow(one, question, { start, end, value, label }))
    })
  }
  return page(question.measurements.includes('traffic') ? shuffled(rows) : rows, question)
}

/** Without `paginate`, Butlr's page_info says nothing of use: all rows come, and it counts none of them. */
function page(rows: Row[], { paginate }: Question): FlatAnswer {
  if (paginate === null) {
    return {
      data: rows,
      page_info: { page: 1, page_item_count: 0, total_item_count: 0, total_pages: 1 },
    }
  }
  const limit = Math.max(1, Math.floor(paginate.limit))
  const number = Math.max(1, Math.floor(paginate.page))
  const data = rows.slice((number - 1) * limit, number * limit)
  return {
    data,
    page_info: {
      page: number,
      page_item_count: data.length,
      total_item_count: rows.length,
      total_pages: Math.max(1, Math.ceil(rows.length / limit)),
    },
  }
}

function shuffled(rows: Row[]): Row[] {
  return rows
    .map((row) => ({ row, place: hashText(`${row.sensor_id}/${row.field}/${row.time}`) }))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row)
}
