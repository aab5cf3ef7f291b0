import type { ReactNode } from 'react'

/**
 * @param id element ID of the heading
 * @param description sentence below the heading
 */
export function DisplaysSection({
  id,
  heading,
  description,
  children,
}: {
  id: string
  heading: string
  description: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="pb-2 text-18 font-semibold">
        {heading}
      </h2>
      <p className="pb-3 text-ink-muted">{description}</p>
      {children}
    </section>
  )
}
