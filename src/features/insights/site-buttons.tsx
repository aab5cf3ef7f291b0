import { Button } from '#src/components/ui/button.tsx'
import { severalZones } from '#messages/insight-sizes.ts'
import type { InsightsView } from './insights-view.ts'

/** Buttons that select a site. Opening hours of rooms in several time zones cannot be compared. */
export function SiteButtons({
  sites,
  onSelect,
}: Pick<InsightsView, 'sites'> & { onSelect: (id: string) => void }) {
  return (
    <>
      <p className="insights-empty">{severalZones}</p>
      <ul className="mt-3 flex flex-wrap gap-2">
        {sites.map(({ id, name }) => (
          <li key={id}>
            <Button onClick={() => onSelect(id)}>{name}</Button>
          </li>
        ))}
      </ul>
    </>
  )
}
