import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Link } from '#src/lib/link.tsx'
import { hyphenatedAs } from '#src/format/room-words.ts'
import { answerLink } from './answer-parts.tsx'

/** A part of a total: its name, which leads deeper, what it adds, and a word about it. */
export function PartRow({
  href,
  name,
  adds,
  warns = false,
  children,
}: {
  href: string
  name: string
  /** Null where it is not added. */
  adds: string | null
  warns?: boolean
  children?: ReactNode
}) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 border-t border-line py-1.5 first:border-t-0">
      <Link href={href} lang={hyphenatedAs(name)} className={clsx(answerLink, 'wrap-break-word')}>
        {name}
      </Link>
      <span className={clsx('text-15 font-semibold', adds === null && 'text-ink-faint')}>
        {adds === null ? (
          <>
            <span aria-hidden="true">–</span>
            <span className="sr-only">not added</span>
          </>
        ) : (
          adds
        )}
      </span>
      {children !== undefined && (
        <span className={clsx('col-span-full', warns ? 'text-busy-ink' : 'text-ink-muted')}>
          {children}
        </span>
      )}
    </li>
  )
}
