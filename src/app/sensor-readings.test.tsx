import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

const sensor = (mac: string) => ({
  mac_address: mac,
  room_id: 'maple',
  mode: 'presence',
  is_online: true,
})

/** Opens the app with the room Maple, which has these sensors and these latest counts by MAC address. */
function openWith(macs: readonly string[], counts: Readonly<Record<string, number>>) {
  const rooms = [{ id: 'maple', name: 'Maple', capacity: { max: 10 } }]
  const buildings = [{ id: 'b', name: 'House', floors: [{ id: 'f', name: 'Ground', rooms }] }]
  const sites = { data: [{ id: 's', name: 'Site', timezone: 'Europe/Berlin', buildings }] }
  const devices = { sensors: { data: macs.map(sensor) }, hives: { data: [] } }
  const leaves = Object.entries(counts).map(([mac, last]) => [mac, { last, min: 0, count: 1 }])
  return renderApp({
    path: '/',
    async butlr(request, answer) {
      const { pathname } = new URL(request.url)
      if (pathname.endsWith('/reporting')) {
        return Response.json({ data: { maple: Object.fromEntries(leaves) } })
      }
      if (!pathname.endsWith('/graphql')) return answer()
      const isPlaces = (await request.text()).includes('HeadroomPlaces')
      return Response.json({ data: isPlaces ? { sites } : devices })
    },
  })
}

const card = () => screen.getByRole('link', { name: /^Maple,/ })

test.each([
  ['spaces', ['00-17-0d-01'], ' 00-17-0d-01 '],
  ['capitals', ['00-17-0d-01'], '00-17-0D-01'],
  ['invisible characters', ['00-17-0d-01'], '\u200b00-17-0d-01\ufeff'],
  ['spaces in the topology', ['\t00-17-0D-01 '], '00-17-0d-01'],
])('MAC addresses that differ only in %s identify the same sensor', async (_, macs, mac) => {
  const { close } = await openWith(macs, { [mac]: 3 })
  await waitFor(() => expect(card()).toHaveAccessibleName('Maple, 3 of 10 people, in use'))
  expect(card()).toHaveTextContent('1 of 1 sensor')
  close()
})

test('a card shows the number of sensors with implausible counts before the number of reporting sensors', async () => {
  const { close } = await openWith(['a', 'b'], { a: 3, b: 123_456_789 })
  await waitFor(() => expect(card()).toHaveTextContent('1 implausible, 1 of 2 sensors'))
  expect(card()).toHaveAccessibleName(/1 of 2 sensors reporting, 1 implausible$/)
  close()
})
