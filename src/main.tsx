import '#src/lib/react-first.ts'
import { startApp } from '#src/app/start-app.tsx'
import '#src/app/styles.css'

await startApp()
