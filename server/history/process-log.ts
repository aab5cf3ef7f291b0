import * as v from 'valibot'

const levels = ['info', 'warn', 'error'] as const

type LogLine = (fields: Record<string, unknown>, message: string) => void

/** The log of the history process. Each line is JSON on standard output. The gateway adds the lines to its own log. */
export type HistoryLog = Record<(typeof levels)[number], LogLine>

const Line = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ level: v.picklist(levels), msg: v.string() }),
)

const maxLineLength = 2_000

/** @param write writes one line, without the line break */
export function createHistoryLog(write: (line: string) => void): HistoryLog {
  const at =
    (level: (typeof levels)[number]): LogLine =>
    (fields, msg) =>
      write(JSON.stringify({ ...fields, level, msg }))
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

/**
 * Logs a line of the history process. Output that is not JSON, such as that of a native crash, is logged as an error.
 */
export function forwardLine(line: string, log: HistoryLog): void {
  if (line === '') return
  const parsed = v.safeParse(Line, line)
  if (!parsed.success) {
    log.error(
      { source: 'history', text: line.slice(0, maxLineLength) },
      'output of the history process',
    )
    return
  }
  const { level, msg, ...fields } = parsed.output
  log[level]({ source: 'history', ...fields }, msg)
}
