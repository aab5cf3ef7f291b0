import { useState } from 'react'
import { second } from '#src/domain/time/duration.ts'
import { BoardScreen } from './board-screen.tsx'
import { DisplayHead } from './display-head.tsx'
import { FullScreen } from './full-screen.tsx'
import { pageEngine } from './page-engine.ts'
import { PairingScreen } from './pairing-screen.tsx'
import { SuspendedScreen } from './suspended-screen.tsx'
import { useDisplayState, useSeconds } from './use-display.ts'
import { useIdlePointer } from './use-idle-pointer.ts'
import { WelcomeScreen } from './welcome-screen.tsx'

/** What hangs on the wall. Nobody touches it, so it offers nothing but full screen to whoever installs it. */
export function DisplayApp() {
  const idle = useIdlePointer()
  return (
    <div className="display" data-pointer={idle ? 'idle' : 'moving'}>
      <CurrentScreen />
      <FullScreen offered={!idle} />
    </div>
  )
}

function CurrentScreen() {
  const [engine] = useState(pageEngine)
  const { screen, trouble } = useDisplayState(engine)
  const now = useSeconds(engine) * second
  switch (screen.kind) {
    case 'starting':
      return (
        <main className="display-frame pairing">
          <DisplayHead now={now} zone={null} />
          <p className="pairing-wait" role="status">
            {trouble}
          </p>
        </main>
      )
    case 'suspended':
      return <SuspendedScreen reason={screen.reason} now={now} />
    case 'pairing':
      return <PairingScreen offer={screen.offer} now={now} trouble={trouble} />
    case 'board': {
      const { shown, welcomeUntil } = screen
      if (welcomeUntil !== null)
        return <WelcomeScreen shown={shown} until={welcomeUntil} now={now} />
      const moment = engine.moment()
      return moment && <BoardScreen engine={engine} shown={shown} moment={moment} />
    }
  }
}
