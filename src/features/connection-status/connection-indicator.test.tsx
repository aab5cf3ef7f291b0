import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

/** Renders the app and opens the connection details; jsdom does not implement popovers. */
async function openDetails(options: Parameters<typeof renderApp>[0]) {
  const { user } = await renderApp({ ...options, pollSeconds: 600 })
  await screen.findAllByLabelText('Live data')
  const opened = Object.assign(new Event('beforetoggle'), { newState: 'open' })
  for (const one of screen.getAllByLabelText('Live data')) fireEvent(one, opened)
  return user
}

test('while reconnecting, shows the time of the next request instead of the interval, and offers an immediate retry', async () => {
  let available = false
  const user = await openDetails({
    butlr: (request, answer) =>
      available || !request.url.includes('reporting')
        ? answer()
        : Promise.resolve(Response.json({}, { status: 500 })),
  })
  await screen.findByText(/^Reconnecting · next try in/)
  expect(screen.queryByText('every 10 min')).not.toBeInTheDocument()

  available = true
  await user.click(await screen.findByText('Try now'))
  await screen.findByText(/^Live/)
  expect(screen.getByText('every 10 min')).toBeInTheDocument()
  await waitFor(() => expect(screen.queryByText('Try now')).not.toBeInTheDocument())
})

test('offers no retry before the delay in Retry-After has passed', async () => {
  await openDetails({
    butlr: (request, answer) =>
      request.url.includes('reporting')
        ? Promise.resolve(Response.json({}, { status: 429, headers: { 'Retry-After': '60' } }))
        : answer(),
  })
  await screen.findByText(/^Reconnecting · next try in/)
  await screen.findByText('Update interval')
  expect(screen.queryByText('Try now')).not.toBeInTheDocument()
})
