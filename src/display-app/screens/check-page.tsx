import { useState } from 'react'
import { CheckList } from './check-list.tsx'
import { nameCqmin, sidesInCm, type ScreenSize } from '#src/board/typography/screen-size.ts'

const card = { width: 8.56, height: 5.398 }
const lineCm = 20
const distances = [2, 3, 5, 8]

/**
 * For whoever installs a screen: can this browser do it, does the picture reach the edges, is a centimetre a
 * centimetre, and how large are letters. Works before the display is paired.
 */
export function CheckPage() {
  const [diagonalInches, setDiagonal] = useState(55)
  return (
    <div className="display check">
      <Overscan />
      <main className="check-page">
        <h1>Check this display</h1>
        <CheckList />
        <label className="check-size">
          Inches across the diagonal
          <input
            type="number"
            min={7}
            max={120}
            value={diagonalInches}
            onChange={({ target }) => setDiagonal(Number(target.value))}
          />
        </label>
        {diagonalInches >= 7 && diagonalInches <= 120 && <Sizes diagonalInches={diagonalInches} />}
        <p className="muted">
          All four sides of the outer frame must be seen, or the set cuts off the edge of the
          picture; what is outside of the dashed one a board leaves free.{' '}
          <a href="/display">Open the display</a>
        </p>
      </main>
    </div>
  )
}

/** Two frames: the edge of the picture, and the margin that a board keeps free. */
function Overscan() {
  return (
    <>
      <div className="overscan overscan-edge" />
      <div className="overscan overscan-margin" />
    </>
  )
}

function Sizes({ diagonalInches }: { diagonalInches: number }) {
  const at = (distanceMetres: number): ScreenSize => ({
    diagonalInches,
    aspect: '16:9',
    distanceMetres,
  })
  const [, shorterCm] = sidesInCm(at(1))
  const cqmin = (cm: number) => `${(cm / shorterCm) * 100}cqmin`
  return (
    <>
      <section className="check-sizes">
        <div>
          <div
            className="check-card"
            style={{ width: cqmin(card.width), height: cqmin(card.height) }}
          >
            A bank card
          </div>
        </div>
        <div>
          <div className="check-rule" style={{ width: cqmin(lineCm) }} />
          <p>
            This line is {lineCm} cm long, and the card as large as a real one. If not, the size
            above is wrong.
          </p>
        </div>
      </section>
      <ul className="check-letters">
        {distances.map((metres) => (
          <li key={metres} style={{ fontSize: `${nameCqmin(at(metres))}cqmin` }}>
            Names for {metres} m
          </li>
        ))}
      </ul>
    </>
  )
}
