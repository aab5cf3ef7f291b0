export function DisplayApp() {
  return <p>x</p>
}
