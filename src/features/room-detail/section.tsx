import type { ReactNode } from 'react'

/** What the headings of a room's sections are: under its name, which is the page's own heading on a narrow screen. */
export type SectionLevel = 2 | 3

/** The space and the line around each section of a room. */
export const sectionSpace = 'border-t border-line px-4 py-6 min-[960px]:px-8'

/** A section of a room: a heading, what it covers, and its content. */
export function Section({
  title,
  note,
  level,
  children,
}: {
  title: string
  note?: string
  level: SectionLevel
  children: ReactNode
}) {
  const Heading = `h${level}` as const
  return (
    <section className={sectionSpace}>
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-x-3">
        <Heading className="text-15 font-semibold">{title}</Heading>
        {note !== undefined && <p className="text-ink-muted">{note}</p>}
      </div>
      {children}
    </section>
  )
}
