/** Messages of the page for an unknown address. */

export const notFoundTitle = 'Page not found'
export const notFound = 'Check the address for typos.'
export const seeAllRooms = 'See all rooms'
