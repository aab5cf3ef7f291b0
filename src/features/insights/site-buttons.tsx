import { useEffect, useEffectEvent } from 'react'
import { Button } from '#src/components/ui/button.tsx'
import { moveToPart } from '#src/components/ui/move-to-part.ts'
import { severalZones } from '#messages/insight-sizes.ts'
import type { InsightsView } from './insights-view.ts'

export const sizesSectionId = 'room-sizes'

/** Moves to the section of room sizes once it shows the site that was selected in it. */
export function useReturnToSizes(isReady: boolean, onReturn: () => void): void {
  const returnToSizes = useEffectEvent(() => {
    moveToPart(sizesSectionId)
    onReturn()
  })
  useEffect(() => {
    if (isReady) returnToSizes()
  }, [isReady])
}

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
