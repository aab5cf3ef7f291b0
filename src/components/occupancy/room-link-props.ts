/**
 * Returns the attributes of a link to a room, on which the key `e` opens the breakdown.
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
