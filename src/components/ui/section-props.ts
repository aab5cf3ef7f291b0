import type { ReactNode } from 'react'

/** Props of a section of a page. `id` is an element ID; `description` is a sentence below the heading. */
export type SectionProps = {
  id: string
  heading: string
  description?: ReactNode
  children: ReactNode
}
