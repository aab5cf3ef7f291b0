import type { SectionProps } from '#src/components/ui/section-props.ts'

/** A section of the Displays page. `id` is the ID of its heading. */
export function DisplaysSection({ id, heading, description, children }: SectionProps) {
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
