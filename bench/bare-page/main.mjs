import { QueryClient, QueryClientProvider, queryOptions, useQuery } from '@tanstack/react-query'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import './main.css'

/** @returns {Promise<{ id: string, name: string, people: number, sensors: number }[]>} */
async function fetchRooms() {
  const response = await fetch('/rooms.json')
  return response.json()
}

const roomsQuery = queryOptions({ queryKey: ['rooms'], queryFn: fetchRooms })

function Cards() {
  const { data = [] } = useQuery(roomsQuery)
  return data.map(({ id, name, people, sensors }) =>
    createElement(
      'a',
      { key: id, href: `#${id}`, className: 'card' },
      createElement('h2', null, name),
      createElement('p', null, people),
      createElement('small', null, `${sensors} sensors`),
    ),
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root".')
createRoot(root).render(
  createElement(QueryClientProvider, { client: new QueryClient() }, createElement(Cards)),
)
