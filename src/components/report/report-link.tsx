import { clsx } from 'clsx'
import { FileText } from 'lucide-react'
import { Link } from '#src/lib/navigation.tsx'
import { report } from '#messages/report.ts'

/** Opens the printable report of what the page shows. */
export function ReportLink({ href, className }: { href: string; className?: string }) {
  return (
    <Link
      href={href}
      className={clsx(
        'inline-flex h-8 items-center gap-1.5 rounded-control border border-line bg-surface-raised px-3 font-medium whitespace-nowrap hover:bg-surface-sunken print:hidden',
        className,
      )}
    >
      <FileText className="size-4" strokeWidth={1.5} aria-hidden="true" />
      {report}
    </Link>
  )
}
