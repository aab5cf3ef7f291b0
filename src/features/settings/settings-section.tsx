import type { SectionProps } from '#src/components/ui/section-props.ts'

/**
 * A section of the Settings page.
 *
 * @param id element ID, to which the list of sections and other pages link
 */
export function SettingsSection({ id, heading, description, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-heading`} className="settings-section">
      <div className="settings-heading">
        <h2 id={`${id}-heading`} className="text-18 font-semibold">
          {heading}
        </h2>
        {description !== undefined && <p className="text-ink-muted">{description}</p>}
      </div>
      {children}
    </section>
  )
}
