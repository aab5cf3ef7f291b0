// The types of selenium-webdriver do not declare this file name, which ES modules must import.
declare module 'selenium-webdriver/remote/index.js' {
  export { DriverService } from 'selenium-webdriver/remote'
}
