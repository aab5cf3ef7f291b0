import { flatAnswer } from './flat.ts'
import { groupedAnswer } from './grouped.ts'
import { seriesOf, type Measuring } from './measured.ts'
import type { Question } from './question.ts'
import { selectSeries } from './select.ts'
import { refuseEndlessWork } from './windowed.ts'

/** Answers `POST /api/v3/reporting`: nested groups, or flat rows when no order is given. */
export function answerQuestion(question: Question, given: Measuring): unknown {
  // Where sensors hold zeros back, asking for empty windows brings them out.
  const measuring = { ...given, zeros: given.zeros || question.createEmpty }
  const series = question.measurements.flatMap((measurement) =>
    selectSeries(seriesOf(measurement, measuring), question.filter, measuring.topology),
  )
  refuseEndlessWork(question, series.length)
  if (question.order === null) return flatAnswer(series, question)
  return { data: groupedAnswer(series, question, question.order) }
}
