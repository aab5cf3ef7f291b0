import { Link } from '#src/lib/navigation.tsx'
import { paths } from '#src/lib/routes.ts'
import * as text from '#messages/not-found.ts'
import { useDocumentTitle } from './use-document-title.ts'

export function NotFound() {
  useDocumentTitle(text.notFoundTitle)
  return (
    <main id="main" className="grid place-items-center gap-2 p-12 text-center">
      <h1 className="text-22 font-semibold">{text.notFoundTitle}</h1>
      <p className="text-ink-muted">
        {text.notFound}{' '}
        <Link href={paths.rooms} className="font-medium text-accent underline underline-offset-2">
          {text.seeAllRooms}
        </Link>
      </p>
    </main>
  )
}
