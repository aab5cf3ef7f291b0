import { useEffect, useRef } from 'react'
import { moveToShow } from '#src/domain/floor-plan/canvas-fit.ts'

/**
 * Scrolls a list to one of its parts when that is chosen. Only the list moves, never the page, which `scrollIntoView`
 * would move too.
 *
 * @param list a selector for what scrolls around the element
 */
export function useShownInList(chosen: boolean, list: string) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const around = element.current?.closest(list)
    if (!chosen || !element.current || !around) return
    const [own, frame] = [element.current.getBoundingClientRect(), around.getBoundingClientRect()]
    const box = {
      left: own.left - frame.left,
      top: own.top - frame.top,
      right: own.right - frame.left,
      bottom: own.bottom - frame.top,
    }
    const [right, down] = moveToShow(box, { width: frame.width, height: frame.height })
    around.scrollLeft -= right
    around.scrollTop -= down
  }, [chosen, list])
  return element
}
