import './display.css'
import { lazy } from 'react'
import { DisplayApp } from './display-app.tsx'

const CheckPage = lazy(async () => {
  const { CheckPage } = await import('./check-page.tsx')
  return { default: CheckPage }
})

/** The pages of a screen: what hangs on the wall, and what tells its installer whether it can. */
export function DisplayPages() {
  return window.location.pathname === '/display/check' ? <CheckPage /> : <DisplayApp />
}
