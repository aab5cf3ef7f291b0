/**
 * Returns the attributes of a link to a room. The key `e` opens the breakdown of a focused room.
 *
 * @param isOpen whether the room is open beside the link
 */
export function roomLinkProps(label: string, isOpen: boolean) {
  return {
    'aria-label': label,
    'aria-keyshortcuts': 'e',
    'aria-current': isOpen ? 'true' : undefined,
  } as const
}
